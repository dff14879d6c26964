import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { ExportButton } from '../../design/export-button.tsx';
import { Finding } from '../../design/finding.tsx';
import { Icon } from '../../design/icon.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { Tag } from '../../design/tag.tsx';
import { api } from '../../platform/api.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { useHasRole, useNow } from '../../platform/session.ts';
import { ExchangeHeader } from './exchange-header.tsx';
import { type SystemKey, type SystemRow, systemsQuery } from './exchange-queries.ts';
import { keyStanding } from './key-standing.ts';
import { NewSystemDialog } from './new-system-dialog.tsx';
import { RegisterKeyDialog } from './register-key-dialog.tsx';
import styles from './exchange.module.css';

/** The programs of this department and the public keys by which they sign: register, rotate, revoke. */
export function SystemsPage() {
  const t = useText();
  const systems = useQuery(systemsQuery);
  const mayManage = useHasRole('sharingOfficeHead', 'systemOperator');
  const [creating, setCreating] = useState(false);
  return (
    <>
      <ExchangeHeader
        note={t('exchange.systems.note')}
        actions={
          <>
            <ExportButton
              disabled={!systems.data || systems.data.length === 0}
              onExport={(format) => saveList('/api/v1/systems', {}, format)}
            />
            {mayManage && (
              <Button type="primary" icon={<Icon name="plus" />} onClick={() => setCreating(true)}>
                {t('exchange.systems.new')}
              </Button>
            )}
          </>
        }
      />
      {systems.isPending && <LoadingState />}
      {systems.isError && <FailureState problem={systems.error} onRetry={() => void systems.refetch()} />}
      {systems.data?.length === 0 && (
        <Sheet>
          <EmptyState title={t('exchange.systems.empty')}>
            {t(mayManage ? 'exchange.systems.empty.manage' : 'exchange.systems.empty.ask')}
          </EmptyState>
        </Sheet>
      )}
      <div className={styles['systems']}>
        {systems.data?.map((system) => (
          <SystemSheet key={system.id} system={system} mayManage={mayManage} />
        ))}
      </div>
      {creating && <NewSystemDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function SystemSheet({ system, mayManage }: { system: SystemRow; mayManage: boolean }) {
  const t = useText();
  const now = useNow();
  const queryClient = useQueryClient();
  const { modal } = App.useApp();
  const [registering, setRegistering] = useState(false);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: systemsQuery.queryKey });
  const revoke = useMutation({
    mutationFn: (key: SystemKey) =>
      api.POST('/api/v1/systems/{id}/keys/{keyId}/revoke', {
        params: { path: { id: system.id, keyId: key.id } },
      }),
    onSettled: refresh,
  });
  const turn = useMutation({
    mutationFn: () =>
      api.POST(system.enabled ? '/api/v1/systems/{id}/disable' : '/api/v1/systems/{id}/enable', {
        params: { path: { id: system.id } },
      }),
    onSettled: refresh,
  });
  const askRevoke = (key: SystemKey) =>
    modal.confirm({
      title: t('exchange.key.revoke.title', { label: key.label || key.id.slice(0, 8) }),
      content: t('exchange.key.revoke.consequence'),
      okText: t('exchange.key.revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync(key).catch(() => undefined), // told on the sheet
    });
  const good = system.keys.filter((key) => ['good', 'ending'].includes(keyStanding(key, now)));
  const ending = good.length > 0 && good.every((key) => keyStanding(key, now) === 'ending');
  return (
    <Sheet
      flush
      title={
        <>
          {system.name} {!system.enabled && <Tag>{t('exchange.system.disabled')}</Tag>}
        </>
      }
      note={`${departmentWord(system.department.name)}${system.description ? ` · ${system.description}` : ''}`}
      actions={
        mayManage && (
          <>
            <Button size="small" type="text" loading={turn.isPending} onClick={() => turn.mutate()}>
              {t(system.enabled ? 'exchange.system.disable' : 'exchange.system.enable')}
            </Button>
            <Button size="small" icon={<Icon name="key" />} onClick={() => setRegistering(true)}>
              {t(good.length > 0 ? 'exchange.key.rotate' : 'exchange.key.register')}
            </Button>
          </>
        )
      }
    >
      {ending && <Finding title={t('exchange.key.endingSoon')}>{t('exchange.key.endingSoon.do')}</Finding>}
      <ProblemAlert problem={revoke.error ?? turn.error} />
      <DataTable
        caption={t('exchange.keys', { system: system.name })}
        dense
        columns={keyColumns(t, now, mayManage ? askRevoke : undefined)}
        rows={system.keys}
        rowKey={(key) => key.id}
        empty={<EmptyState title={t('exchange.keys.empty')}>{t('exchange.keys.empty.why')}</EmptyState>}
      />
      {registering && (
        <RegisterKeyDialog
          system={system}
          isRotation={good.length > 0}
          onClose={() => setRegistering(false)}
        />
      )}
    </Sheet>
  );
}

function keyColumns(t: Text, now: Date, onRevoke: ((key: SystemKey) => void) | undefined) {
  return [
    {
      key: 'label',
      title: t('exchange.key.label'),
      onCard: 'title' as const,
      cell: (key: SystemKey) => (
        <>
          {key.label || '–'} <code className={styles['keyId']}>{key.id.slice(0, 12)}…</code>
        </>
      ),
    },
    {
      key: 'standing',
      title: t('exchange.key.standing'),
      cell: (key: SystemKey) => {
        const standing = keyStanding(key, now);
        return (
          <span className={styles['standing']} data-standing={standing}>
            {t(`exchange.key.${standing}`)}
          </span>
        );
      },
    },
    {
      key: 'created',
      title: t('exchange.key.created'),
      cell: (key: SystemKey) => <DateText at={key.createdAt} kind="short" />,
    },
    {
      key: 'expires',
      title: t('exchange.key.expires'),
      cell: (key: SystemKey) => <DateText at={key.expiresAt} kind="short" />,
    },
    {
      key: 'used',
      title: t('exchange.key.lastUsed'),
      cell: (key: SystemKey) =>
        key.lastUsedOn ? <DateText at={key.lastUsedOn} /> : t('exchange.key.neverUsed'),
    },
    {
      key: 'revoke',
      title: '',
      align: 'end' as const,
      onCard: 'aside' as const,
      cell: (key: SystemKey) =>
        onRevoke &&
        key.revokedAt === null && (
          <Button size="small" type="text" danger onClick={() => onRevoke(key)}>
            {t('exchange.key.revoke')}
          </Button>
        ),
    },
  ];
}
