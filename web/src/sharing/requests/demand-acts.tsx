import { Button } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { useText } from '../../platform/i18n.ts';
import { useSession } from '../../platform/session.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { DepartmentPicker } from '../inbox/department-picker.tsx';
import { EntryPicker } from './entry-picker.tsx';
import { type DemandRow, useAct } from './request-api.ts';
import styles from './request-page.module.css';

type DemandAct = 'designate' | 'answer' | 'decline' | 'withdraw';

/** What the reader may do with a demand; the server decides again. */
function useDemandActs(demand: DemandRow): DemandAct[] {
  const { department, roles } = useSession();
  if (demand.state !== 'open' && demand.state !== 'designated') return [];
  const isAuthority = department.id === demand.authorityId && roles.includes('authorityOfficer');
  const isOffice = roles.includes('clerk') || roles.includes('sharingOfficeHead');
  const isProvider = department.id === demand.provider?.id && isOffice;
  return [
    ...(isAuthority ? (['designate', 'decline'] as const) : []),
    ...(isProvider || isAuthority ? (['answer'] as const) : []),
    ...(department.id === demand.requester.id && isOffice ? (['withdraw'] as const) : []),
  ];
}

export function DemandActs({ demand }: { demand: DemandRow }) {
  const t = useText();
  const acts = useDemandActs(demand);
  const [open, setOpen] = useState<DemandAct>();
  return (
    <>
      {acts.map((act) => (
        <Button key={act} size="small" onClick={() => setOpen(act)} style={{ margin: '0.125rem' }}>
          {t(`demand.act.${act}`)}
        </Button>
      ))}
      {open && <DemandDialog demand={demand} act={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

interface DemandDialogProps {
  demand: DemandRow;
  act: DemandAct;
  onClose: () => void;
}

/** What each act sends, from a department, an entry, or words. */
function bodyFor(act: DemandAct, value: string): object {
  switch (act) {
    case 'designate':
      return { providerId: value, note: '' };
    case 'answer':
      return { resourceId: value };
    case 'decline':
    case 'withdraw':
      return { note: value.trim() };
  }
}

const leastLength: Record<DemandAct, number> = { designate: 1, answer: 1, decline: 10, withdraw: 2 };

function DemandDialog({ demand, act, onClose }: DemandDialogProps) {
  const t = useText();
  const send = useAct();
  const [value, setValue] = useState('');
  return (
    <Dialog
      title={`${t(`demand.act.${act}`)} · ${demand.title}`}
      onCancel={onClose}
      okText={t(`demand.act.${act}`)}
      cancelText={t('request.dialog.back')}
      okButtonProps={{
        disabled: lettersIn(value) < leastLength[act] || isTooLong(value, 2000),
        loading: send.isPending,
      }}
      onOk={() =>
        send.mutate(
          { path: `demands/${demand.id}/${act}`, version: demand.version, body: bodyFor(act, value) },
          { onSuccess: onClose },
        )
      }
    >
      <p className={styles['consequence']}>{t(`demand.act.${act}.note`)}</p>
      <ProblemAlert
        problem={send.error}
        fieldLabels={{
          '/note': t('field.reason'),
          '/providerId': t('demand.act.designate'),
          '/resourceId': t('demand.act.answer'),
        }}
      />
      {act === 'designate' && <DepartmentPicker value={value || undefined} onChange={setValue} />}
      {act === 'answer' && <EntryPicker value={value || undefined} onChange={setValue} />}
      {(act === 'decline' || act === 'withdraw') && (
        <LimitedArea
          autoSize={{ minRows: 3, maxRows: 8 }}
          most={2000}
          value={value}
          aria-label={t('field.reason')}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
    </Dialog>
  );
}
