import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { DateText } from '../../design/date-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import { useHasRole, useNow, useSession } from '../../platform/session.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import { acts, type SystemClient, type SystemKey } from './administration-api.ts';
import styles from './administration.module.css';
import { KeyForm } from './key-form.tsx';
import { useAct } from './use-act.ts';

/** One program: whose it is, its keys, what can be done. */
export function SystemSheet({ client }: { client: SystemClient }) {
  const t = useText();
  const session = useSession();
  const isOperator = useHasRole('systemOperator');
  const isOffice = useHasRole('sharingOfficeHead') && client.department.id === session.department.id;
  const mayChange = isOperator || isOffice;
  const [addingKey, setAddingKey] = useState(false);
  return (
    <Sheet
      title={client.name}
      note={
        <>
          <DepartmentName department={client.department} />
          {!client.enabled && <> · {t('administration.state.off')}</>}
        </>
      }
      actions={mayChange && <SystemActs client={client} onAddKey={() => setAddingKey(true)} />}
    >
      {client.description && <p className="secondary">{client.description}</p>}
      {client.keys.length === 0 ? (
        <p className="secondary">{t('administration.keys.none')}</p>
      ) : (
        <ul className={styles['lines']}>
          {client.keys.map((key) => (
            <KeyLine key={key.id} clientId={client.id} systemKey={key} mayRevoke={mayChange} />
          ))}
        </ul>
      )}
      {addingKey && <KeyForm client={client} onClose={() => setAddingKey(false)} />}
    </Sheet>
  );
}

function SystemActs({ client, onAddKey }: { client: SystemClient; onAddKey: () => void }) {
  const t = useText();
  const turn = useAct(acts.switchSystem, { done: t('administration.saved') });
  return (
    <div className={styles['buttons']}>
      <ProblemAlert problem={turn.error} />
      <Button size="small" onClick={onAddKey}>
        {t('administration.key.add')}
      </Button>
      {client.enabled ? (
        <Popconfirm
          title={t('administration.system.off')}
          description={t('administration.system.off.what')}
          okText={t('administration.switchOff')}
          cancelText={t('administration.cancel')}
          onConfirm={() => turn.mutate({ id: client.id, enabled: false })}
        >
          <Button size="small" danger loading={turn.isPending}>
            {t('administration.switchOff')}
          </Button>
        </Popconfirm>
      ) : (
        <Button
          size="small"
          loading={turn.isPending}
          onClick={() => turn.mutate({ id: client.id, enabled: true })}
        >
          {t('administration.switchOn')}
        </Button>
      )}
    </div>
  );
}

interface KeyLineProps {
  clientId: string;
  systemKey: SystemKey;
  mayRevoke: boolean;
}

function KeyLine({ clientId, systemKey, mayRevoke }: KeyLineProps) {
  const t = useText();
  const now = useNow();
  const revoke = useAct(acts.revokeKey, { done: t('administration.key.revokedNow') });
  const isGood = systemKey.revokedAt === null && new Date(systemKey.expiresAt) > now;
  return (
    <li className={isGood ? '' : styles['off']}>
      <div>
        <code className={styles['code']}>{systemKey.id}</code> {systemKey.label}
        <div className="caption">
          <KeyFacts systemKey={systemKey} isGood={isGood} />
        </div>
        <ProblemAlert problem={revoke.error} />
      </div>
      {mayRevoke && isGood && (
        <Popconfirm
          title={t('administration.key.revoke.sure')}
          description={t('administration.key.revoke.what')}
          okText={t('administration.key.revoke')}
          cancelText={t('administration.cancel')}
          onConfirm={() => revoke.mutate({ id: clientId, keyId: systemKey.id })}
        >
          <Button size="small" danger loading={revoke.isPending}>
            {t('administration.key.revoke')}
          </Button>
        </Popconfirm>
      )}
    </li>
  );
}

function KeyFacts({ systemKey, isGood }: { systemKey: SystemKey; isGood: boolean }) {
  const t = useText();
  const { revokedAt, expiresAt, lastUsedOn } = systemKey;
  if (revokedAt !== null) {
    return (
      <>
        {t('administration.key.revoked')} <DateText at={revokedAt} />
      </>
    );
  }
  return (
    <>
      {t(isGood ? 'administration.key.until' : 'administration.key.expired')}{' '}
      <DateText at={expiresAt} kind="long" />
      {' · '}
      {lastUsedOn === null ? (
        t('administration.key.unused')
      ) : (
        <>
          {t('administration.key.lastUsed')} <DateText at={lastUsedOn} />
        </>
      )}
    </>
  );
}
