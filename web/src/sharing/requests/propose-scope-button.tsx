import { Button } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { DraftNote, useDraft } from '../../design/drafts.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { useText } from '../../platform/i18n.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { type RequestDetail, type Scope, useAct } from './request-api.ts';
import styles from './request-page.module.css';

/** Sends the edited scope as a proposal, with its reason. */
export function ProposeScopeButton({ request, scope }: { request: RequestDetail; scope: Scope }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} disabled={scope.items.length === 0}>
        {t('request.answer.proposeScope')}
      </Button>
      {open && <ProposeDialog request={request} scope={scope} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ProposeDialogProps {
  request: RequestDetail;
  scope: Scope;
  onClose: () => void;
}

function ProposeDialog({ request, scope, onClose }: ProposeDialogProps) {
  const t = useText();
  const act = useAct();
  const draft = useDraft(`requests/${request.id}.proposeScope`, '');
  const items = scope.items.map(({ name, modes, unmasked }) => ({ name, modes, unmasked }));
  const send = () =>
    act.mutate(
      {
        path: `requests/${request.id}/scope-proposal`,
        version: request.version,
        body: { scope: { items }, reason: draft.value.trim() },
      },
      { onSuccess: draft.clear },
    );
  return (
    <Dialog
      title={t('request.answer.proposeScope')}
      onCancel={onClose}
      footer={
        <div className={styles['remarkFoot']}>
          <DraftNote draft={draft} />
          <Button onClick={onClose}>{t('request.dialog.back')}</Button>
          <Button
            type="primary"
            loading={act.isPending}
            disabled={lettersIn(draft.value) < 2 || isTooLong(draft.value, 2000)}
            onClick={send}
          >
            {t('request.answer.proposeScope')}
          </Button>
        </div>
      }
    >
      <p className={styles['consequence']}>
        {t('request.answer.proposeScope.note', { requester: request.requester.shortName })}
      </p>
      <ProblemAlert problem={act.error} fieldLabels={{ '/reason': t('field.reason') }} />
      <LimitedArea
        autoSize={{ minRows: 3, maxRows: 8 }}
        most={2000}
        value={draft.value}
        aria-label={t('field.reason')}
        onChange={(event) => draft.setValue(event.target.value)}
      />
    </Dialog>
  );
}
