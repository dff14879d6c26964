import { Button, Checkbox, Popconfirm } from 'antd';
import { useState } from 'react';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { formatDateTime } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { useNow, useSession } from '../../platform/session.ts';
import { type Account, acts } from './administration-api.ts';
import styles from './administration.module.css';
import type { Issued } from './issued-password.tsx';
import { useAct } from './use-act.ts';

/** The state of an account in words. */
export function useAccountState(): (account: Account) => string {
  const t = useText();
  const now = useNow();
  return ({ state, lockedUntil, mustChangePassword }) => {
    if (state === 'locked' && lockedUntil) {
      return t('administration.account.lockedUntil', { time: formatDateTime(lockedUntil, now) });
    }
    if (state === 'active' && mustChangePassword) return t('administration.account.mustChange');
    return t(`administration.account.${state}`);
  };
}

interface AccountActsProps {
  account: Account;
  onIssued: (issued: Issued) => void;
}

/** What an operator can do with somebody else's account; the own one is another operator's. */
export function AccountActs({ account, onIssued }: AccountActsProps) {
  const t = useText();
  const isOneself = useSession().person.id === account.person.id;
  const done = t('administration.saved');
  const turn = useAct(acts.switchAccount, { done });
  const unlock = useAct(acts.unlockAccount, { done });
  if (isOneself) return <p className="caption">{t('administration.account.own')}</p>;
  return (
    <>
      <ProblemAlert problem={turn.error ?? unlock.error} />
      <div className={styles['buttons']}>
        {account.state === 'locked' && (
          <Button loading={unlock.isPending} onClick={() => unlock.mutate(account.id)}>
            {t('administration.account.unlock')}
          </Button>
        )}
        {account.state !== 'disabled' && <ResetAccount account={account} onIssued={onIssued} />}
        {account.state === 'disabled' ? (
          <Button loading={turn.isPending} onClick={() => turn.mutate({ id: account.id, enabled: true })}>
            {t('administration.switchOn')}
          </Button>
        ) : (
          <Popconfirm
            title={t('administration.account.off')}
            description={t('administration.account.off.what')}
            okText={t('administration.switchOff')}
            cancelText={t('administration.cancel')}
            onConfirm={() => turn.mutate({ id: account.id, enabled: false })}
          >
            <Button danger loading={turn.isPending}>
              {t('administration.switchOff')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </>
  );
}

function ResetAccount({ account, onIssued }: AccountActsProps) {
  const t = useText();
  const [secondFactor, setSecondFactor] = useState(false);
  const reset = useAct(acts.resetAccount, { onDone: onIssued });
  if (account.isDemo) return null;
  return (
    <>
      <ProblemAlert problem={reset.error} />
      <Popconfirm
        title={t('administration.account.reset.sure', { login: account.login })}
        description={
          <div className={styles['stack']} style={{ maxWidth: '20rem' }}>
            <span>{t('administration.account.reset.what')}</span>
            {account.secondFactor && (
              <Checkbox checked={secondFactor} onChange={(event) => setSecondFactor(event.target.checked)}>
                {t('administration.account.reset.factor')}
              </Checkbox>
            )}
          </div>
        }
        okText={t('administration.account.reset')}
        cancelText={t('administration.cancel')}
        onConfirm={() => reset.mutate({ id: account.id, secondFactor })}
      >
        <Button loading={reset.isPending}>{t('administration.account.reset')}</Button>
      </Popconfirm>
    </>
  );
}
