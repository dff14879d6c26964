import { Button } from 'antd';
import { Icon } from '../design/icon.tsx';
import { useText } from '../platform/i18n.ts';
import type { SignInOptions } from '../platform/session-api.ts';
import styles from './sign-in-page.module.css';

/** Sign-in by an OpenID Connect issuer: leaves the console and comes back to `next`. */
export function IssuerButtons({ issuers, next }: { issuers: SignInOptions['oidc']; next: string }) {
  const t = useText();
  if (issuers.length === 0) return null;
  return (
    <div className={styles['issuers']}>
      <span className={styles['or']}>{t('console.signIn.or')}</span>
      {issuers.map((issuer) => (
        <Button
          key={issuer.id}
          size="large"
          block
          icon={<Icon name="key" />}
          href={`/api/v1/oidc/${encodeURIComponent(issuer.id)}/start?${new URLSearchParams({ next })}`}
        >
          {t('console.signIn.withIssuer', { issuer: issuer.label })}
        </Button>
      ))}
    </div>
  );
}
