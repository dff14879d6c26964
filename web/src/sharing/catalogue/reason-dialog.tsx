import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { ArticleLink } from '../../design/article-link.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { DraftNote, useDraft } from '../../design/drafts.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { type TextKey, useText } from '../../platform/i18n.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { type ActAnswer, forgetCatalogue } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import type { Cause } from './entry-words.ts';

export interface ReasonDialogSpec {
  title: TextKey;
  /** What follows from it. */
  note: TextKey;
  label: TextKey;
  /** Asks by which of these causes the entry changes (Art 17). */
  causes?: readonly Cause[];
  /** Name of the reason in the body. */
  reasonName: 'reason' | 'basis';
  minLength?: number;
  resourceId: string;
  send: (body: object) => Promise<ActAnswer>;
  /** Where it goes on. */
  goesOn?: 'compile';
}

/** As the server takes of each reason. */
const mostWords = 500;

interface Stated {
  reason: string;
  cause: Cause;
}

/** Asks for the reason of an act; what was typed saves itself. */
export function ReasonDialog({ spec, onClose }: { spec: ReasonDialogSpec; onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const draft = useDraft<Stated>(`${spec.resourceId}.${spec.title}`, { reason: '', cause: 'law' });
  const { reason, cause } = draft.value;
  const act = useMutation({
    mutationFn: () => spec.send({ [spec.reasonName]: reason.trim(), ...(spec.causes ? { cause } : {}) }),
    onSuccess: async () => {
      draft.clear();
      onClose();
      await forgetCatalogue(queryClient);
      if (spec.goesOn === 'compile') {
        await navigate({ to: '/catalogue/$resourceId/compile', params: { resourceId: spec.resourceId } });
      }
    },
  });
  return (
    <Dialog
      title={t(spec.title)}
      onCancel={onClose}
      footer={
        <div className={styles['tools']}>
          <DraftNote draft={draft} />
          <Button onClick={onClose}>{t('catalogue.back')}</Button>
          <Button
            type="primary"
            loading={act.isPending}
            disabled={lettersIn(reason) < (spec.minLength ?? 4) || isTooLong(reason, mostWords)}
            onClick={() => act.mutate()}
          >
            {t(spec.title)}
          </Button>
        </div>
      }
    >
      <p>{t(spec.note)}</p>
      <ProblemAlert problem={act.error} fieldLabels={{ [`/${spec.reasonName}`]: t(spec.label) }} />
      <div className={styles['form']}>
        {spec.causes && (
          <Radio.Group
            aria-label={t('catalogue.field.cause')}
            value={cause}
            onChange={(event) => draft.setValue({ reason, cause: event.target.value as Stated['cause'] })}
          >
            {spec.causes.map((value) => (
              <Radio key={value} value={value}>
                {t(`catalogue.cause.${value}`)}{' '}
                {value !== 'other' && <ArticleLink article={17} ruleId="17.update" quiet />}
              </Radio>
            ))}
          </Radio.Group>
        )}
        <label className={styles['field']} htmlFor="reason">
          <span>{t(spec.label)}</span>
          <LimitedArea
            id="reason"
            className="serif"
            most={mostWords}
            autoSize={{ minRows: 3, maxRows: 8 }}
            value={reason}
            onChange={(event) => draft.setValue({ reason: event.target.value, cause })}
          />
        </label>
      </div>
    </Dialog>
  );
}
