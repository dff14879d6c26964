import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import 'dayjs/locale/zh-cn'; // antd's calendars take its words by name
import { type ReactNode, useMemo } from 'react';
import { antdTheme } from '../design/antd-theme.ts';
import { Icon } from '../design/icon.tsx';
import { useAppearance } from './appearance.ts';
import { useLanguage, useText } from './i18n.ts';
import { useIsPhone } from './media.ts';

/** The nonce of the page's own script, when the server sends a policy with one; Ant Design's style elements carry it too. */
function pageNonce(): string | undefined {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
}

const nonce = pageNonce();

const eye = (visible: boolean) => <Icon name={visible ? 'eye' : 'eyeOff'} />;

/** A form that is sent too early leads to its first faulty field; so do refusals (`useFieldProblems`, `goToFirstFault`). */
const firstFault = { block: 'center', focus: true } as const;

/** What was done is said under the band, whose search stays in sight. */
const belowBand = { top: 'calc(var(--band-height) + 0.25rem)' };

/** Ant Design under our theme, in the language and at the size on screen. */
export function ConfigScope({ children }: { children: ReactNode }) {
  const { applied, scale } = useAppearance();
  const language = useLanguage();
  const t = useText();
  const isPhone = useIsPhone();
  const locale = useMemo(() => {
    const words = language === 'zh' ? zhCN : enUS;
    // Ant Design says only show and hide, of what its eye stands for.
    const global = { ...words.global, show: t('console.password.show'), hide: t('console.password.hide') };
    return { ...words, global };
  }, [language, t]);
  const theme = useMemo(() => antdTheme(applied, scale, isPhone), [applied, scale, isPhone]);
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: firstFault }}
      wave={{ disabled: true }}
      select={{ suffixIcon: <Icon name="chevronDown" size={1.5} /> }}
      inputPassword={{ iconRender: eye }}
      inputSearch={{ searchIcon: <Icon name="search" label={t('console.text.search')} /> }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <AntdApp component={false} message={belowBand}>
        {children}
      </AntdApp>
    </ConfigProvider>
  );
}
