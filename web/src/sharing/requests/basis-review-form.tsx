import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useDraft } from '../../design/drafts.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { ProofMark } from '../../design/proof-mark.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText } from '../../platform/i18n.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { forgetStanding } from './request-api.ts';
import styles from './statement-form.module.css';

/** Asks the authority whether the stated basis of a withheld entry holds. */
export function BasisReviewForm({ resourceId }: { resourceId: string }) {
  const t = useText();
  const queryClient = useQueryClient();
  const draft = useDraft(`basis-review.${resourceId}`, '');
  const ask = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/basis-reviews', { body: { resourceId, reason: draft.value.trim() } })),
    onSuccess: async () => {
      draft.clear();
      await forgetStanding(queryClient);
    },
  });
  if (ask.isSuccess) return <ProofMark>{t('basis.asked')}</ProofMark>;
  return (
    <div className={styles['filters']}>
      <ProblemAlert problem={ask.error} fieldLabels={{ '/reason': t('basis.reason') }} />
      <label htmlFor="basis-reason">
        {t('basis.reason')}
        <LimitedArea
          id="basis-reason"
          autoSize={{ minRows: 3, maxRows: 8 }}
          most={2000}
          value={draft.value}
          onChange={(event) => draft.setValue(event.target.value)}
        />
      </label>
      <Button
        loading={ask.isPending}
        disabled={lettersIn(draft.value) < 10 || isTooLong(draft.value, 2000)}
        onClick={() => ask.mutate()}
      >
        {t('basis.ask')}
      </Button>
    </div>
  );
}
