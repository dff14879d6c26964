import { Segmented } from 'antd';
import { useState } from 'react';
import { CodeBlock } from '../../design/code-block.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import {
  type CallTarget,
  type ComposedCall,
  curlExample,
  keyFile,
  typescriptExample,
} from './call-examples.ts';
import styles from './exchange.module.css';

type Language = 'typescript' | 'curl';

/** The composed call as code that runs as it stands, once the program's key lies where the code says. */
export function CallCode({ call, target }: { call: ComposedCall; target: CallTarget }) {
  const t = useText();
  const [language, setLanguage] = useState<Language>('typescript');
  const code = language === 'curl' ? curlExample(call, target) : typescriptExample(call, target);
  return (
    <Sheet
      title={t('exchange.code')}
      actions={
        <Segmented
          size="small"
          aria-label={t('exchange.code')}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'typescript', label: 'TypeScript' },
            { value: 'curl', label: 'curl' },
          ]}
        />
      }
    >
      <CodeBlock code={code} title={t(`exchange.code.${language}`)} />
      <p className={styles['hint']}>{t('exchange.code.key', { file: keyFile })}</p>
    </Sheet>
  );
}
