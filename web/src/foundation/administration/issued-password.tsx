import { CopyButton } from '../../design/code-block.tsx';
import { Finding } from '../../design/finding.tsx';
import { useText } from '../../platform/i18n.ts';
import styles from './administration.module.css';

export interface Issued {
  login: string;
  oneTimePassword?: string;
}

/** A one-time password, on screen this once: the server keeps its hash only, and repeats no answer with it. */
export function IssuedPassword({ issued }: { issued: Issued }) {
  const t = useText();
  if (!issued.oneTimePassword) {
    return (
      <Finding title={t('administration.password.lost')} icon="key" boxed>
        {t('administration.password.lost.what', { login: issued.login })}
      </Finding>
    );
  }
  return (
    <div className={styles['stack']}>
      <Finding title={t('administration.password.once')} icon="key" boxed>
        {t('administration.password.once.what', { login: issued.login })}
      </Finding>
      <p className={styles['once']}>{issued.oneTimePassword}</p>
      <div>
        <CopyButton text={issued.oneTimePassword} label={t('administration.password.copy')} />
      </div>
    </div>
  );
}
