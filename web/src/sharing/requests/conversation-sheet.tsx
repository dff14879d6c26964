import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import { clsx } from 'clsx';
import { useState } from 'react';
import { DateText } from '../../design/date-text.tsx';
import { DraftNote, useDraft } from '../../design/drafts.tsx';
import { Facts } from '../../design/facts.tsx';
import { FileButton } from '../../design/file-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { rawCall } from '../../platform/api.ts';
import { formatBytes } from '../../platform/formats.ts';
import { useText, departmentWord } from '../../platform/i18n.ts';
import { isTooLong } from '../../platform/letters.ts';
import styles from './request-page.module.css';
import { type RequestDetail, requestQuery, type Step, useAct } from './request-api.ts';

/** Acts whose words the other side reads; steps without words stand on the line above, a refusal's reasons in their own sheet. */
const spokenActs = new Set([
  'noticeSupplement',
  'supplement',
  'proposeScope',
  'acceptScope',
  'declineScope',
  'askExtension',
  'decideExtension',
  'grant',
  'urge',
  'remark',
  'withdraw',
  'returnFiling',
  'returnReply',
  'declineAgreement',
]);

/** Ochre where time or agreement is running out; reasons that bind stand in Song type. */
const weighty = new Set(['noticeSupplement', 'askExtension', 'urge']);
const binding = new Set(['decideExtension', 'noticeSupplement']);

/** What the parties wrote to each other, oldest first, with papers; and a line to write. */
export function ConversationSheet({ request }: { request: RequestDetail }) {
  const t = useText();
  const spoken = request.history.filter((step) => spokenActs.has(step.act) && step.reason !== '');
  return (
    <Sheet
      title={t('request.talk.title')}
      note={request.supplement ? t('request.talk.supplementUsed') : t('request.talk.supplementOnce')}
    >
      {spoken.length === 0 && request.attachments.length === 0 && (
        <p className="caption">{t('request.talk.empty')}</p>
      )}
      {spoken.length > 0 && <Facts facts={spoken.map((step) => spokenFact(t, step))} />}
      {request.attachments.length > 0 && <Papers request={request} />}
      {request.can.includes('remark') && <RemarkLine request={request} />}
      {(request.can.includes('remark') || request.can.includes('supplement')) && (
        <AddPaper request={request} />
      )}
    </Sheet>
  );
}

function spokenFact(t: ReturnType<typeof useText>, step: Step) {
  const label = t(`request.talk.${step.act as 'remark'}`);
  const who = [departmentWord(step.actor.departmentShortName ?? ''), step.actor.name]
    .filter(Boolean)
    .join(' ');
  return {
    label: <b className={weighty.has(step.act) ? styles['ochre'] : undefined}>{label}</b>,
    value: (
      <>
        <span className={clsx('lines', binding.has(step.act) && 'serif')}>{step.reason}</span>
        <div className="caption">
          {who} · <DateText at={step.at} />
        </div>
      </>
    ),
  };
}

function Papers({ request }: { request: RequestDetail }) {
  const t = useText();
  return (
    <ul className={styles['papers']} aria-label={t('request.papers')}>
      {request.attachments.map((paper) => (
        <li key={paper.id}>
          <FileButton
            named
            icon={<Icon name="attachment" size={1} />}
            paths={[`/api/v1/requests/${request.id}/attachments/${paper.id}`]}
          >
            {paper.name}
          </FileButton>
          <span className="caption">
            {formatBytes(paper.sizeBytes)} · {paper.addedByName} · <DateText at={paper.addedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function RemarkLine({ request }: { request: RequestDetail }) {
  const t = useText();
  const act = useAct();
  const draft = useDraft(`request.${request.id}.remark`, '');
  const [focused, setFocused] = useState(false);
  const send = () =>
    act.mutate(
      {
        path: `requests/${request.id}/remarks`,
        version: request.version,
        body: { text: draft.value.trim() },
      },
      { onSuccess: draft.clear },
    );
  return (
    <div className={clsx(styles['remark'], 'no-print')}>
      <ProblemAlert problem={act.error} fieldLabels={{ '/text': t('request.talk.write') }} />
      <LimitedArea
        autoSize={{ minRows: focused || draft.value ? 2 : 1, maxRows: 6 }}
        most={2000}
        value={draft.value}
        placeholder={t('request.talk.placeholder')}
        aria-label={t('request.talk.write')}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => draft.setValue(event.target.value)}
      />
      <div className={styles['remarkFoot']}>
        {draft.value !== '' && <DraftNote draft={draft} />}
        <Button
          icon={<Icon name="send" />}
          loading={act.isPending}
          disabled={draft.value.trim().length < 2 || isTooLong(draft.value, 2000)}
          onClick={send}
        >
          {t('request.talk.send')}
        </Button>
      </div>
    </div>
  );
}

/** Of one paper, as the server takes it. */
const MOST_BYTES = 20 * 1024 ** 2;

function AddPaper({ request }: { request: RequestDetail }) {
  const t = useText();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const add = useMutation({
    mutationFn: (file: File) =>
      rawCall(`/api/v1/requests/${request.id}/attachments?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: requestQuery(request.id).queryKey }),
  });
  return (
    <div className="no-print">
      <ProblemAlert problem={add.error} />
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          if (file.size <= MOST_BYTES) add.mutate(file);
          else {
            const [size, most] = [formatBytes(file.size), formatBytes(MOST_BYTES)];
            void message.error(t('request.papers.tooLarge', { size, most }));
          }
          return false;
        }}
      >
        <Button type="text" icon={<Icon name="attachment" />} loading={add.isPending}>
          {t('request.papers.add')}
        </Button>
      </Upload>
    </div>
  );
}
