import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { DraftNote, useDraft } from '../../design/drafts.tsx';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { answer, api } from '../../platform/api.ts';
import { useText, useLanguage } from '../../platform/i18n.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { type Entry, forgetCatalogue } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { hitLabel } from './hit-words.ts';

interface Stated {
  subject: string;
  others: { value: string; label: string }[];
  itemNames: string[];
  reason: string;
}

const isComplete = ({ subject, others, reason }: Stated) =>
  subject.trim().length >= 2 &&
  !isTooLong(subject, 100) &&
  others.length > 0 &&
  lettersIn(reason) >= 4 &&
  !isTooLong(reason, 500);

/** The authority names the department of this entry the source of its data, against entries of others (Art 19). */
export function SourceDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useText();
  const queryClient = useQueryClient();
  const items = entry.version?.content.items ?? [];
  const draft = useDraft<Stated>(`${entry.id}.source`, {
    subject: entry.version?.content.title ?? '',
    others: [],
    itemNames: [],
    reason: '',
  });
  const stated = draft.value;
  const set = (patch: Partial<Stated>) => draft.setValue({ ...stated, ...patch });
  const name = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/catalogue/source-designations', {
          body: {
            subject: stated.subject.trim(),
            sourceResourceId: entry.id,
            resourceIds: [entry.id, ...stated.others.map(({ value }) => value)],
            itemNames: stated.itemNames,
            reason: stated.reason.trim(),
          },
        }),
      ),
    onSuccess: async () => {
      draft.clear();
      onClose();
      await forgetCatalogue(queryClient);
    },
  });
  return (
    <Dialog
      title={t('catalogue.nameSource')}
      onCancel={onClose}
      footer={
        <div className={styles['tools']}>
          <DraftNote draft={draft} />
          <Button onClick={onClose}>{t('catalogue.back')}</Button>
          <Button
            type="primary"
            loading={name.isPending}
            disabled={!isComplete(stated)}
            onClick={() => name.mutate()}
          >
            {t('catalogue.nameSource')}
          </Button>
        </div>
      }
    >
      <p>
        {t('catalogue.nameSource.note', { department: entry.provider.name })}{' '}
        <ArticleLink article={19} ruleId="19.source-department" />
      </p>
      <ProblemAlert
        problem={name.error}
        fieldLabels={{
          '/subject': t('catalogue.nameSource.subject'),
          '/resourceIds': t('catalogue.nameSource.others'),
          '/itemNames': t('catalogue.nameSource.items'),
          '/reason': t('catalogue.field.reason'),
        }}
      />
      <div className={styles['form']}>
        <label className={styles['field']} htmlFor="subject">
          <span className={styles['required']}>{t('catalogue.nameSource.subject')}</span>
          <LimitedInput
            id="subject"
            most={100}
            value={stated.subject}
            onChange={(event) => set({ subject: event.target.value })}
          />
        </label>
        <label className={styles['field']} htmlFor="others">
          <span className={styles['required']}>{t('catalogue.nameSource.others')}</span>
          <OtherEntries entryId={entry.id} chosen={stated.others} onChange={(others) => set({ others })} />
        </label>
        <label className={styles['field']} htmlFor="itemNames">
          <span>{t('catalogue.nameSource.items')}</span>
          <Select
            id="itemNames"
            mode="multiple"
            placeholder={t('catalogue.nameSource.allItems')}
            value={stated.itemNames}
            options={items.map((item) => ({ value: item.name, label: item.name }))}
            onChange={(itemNames: string[]) => set({ itemNames })}
          />
        </label>
        <label className={styles['field']} htmlFor="reason">
          <span className={styles['required']}>{t('catalogue.field.reason')}</span>
          <LimitedArea
            id="reason"
            className="serif"
            most={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={stated.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </label>
      </div>
    </Dialog>
  );
}

interface OtherEntriesProps {
  entryId: string;
  chosen: Stated['others'];
  onChange: (chosen: Stated['others']) => void;
}

/** Announced entries of other departments that hold the same, found by name, item or department. */
function OtherEntries({ entryId, chosen, onChange }: OtherEntriesProps) {
  const t = useText();
  const language = useLanguage();
  const [text, setText] = useState('');
  const found = useQuery({
    queryKey: ['catalogue', 'pick', text],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/resources', { params: { query: { q: text, limit: 20 } }, signal })),
    enabled: text.trim() !== '',
    staleTime: 60_000,
  });
  const options = (found.data?.items ?? [])
    .filter(({ resourceId }) => resourceId !== entryId)
    .map((hit) => ({
      value: hit.resourceId,
      label: hitLabel(hit, language),
    }));
  return (
    <Select
      id="others"
      mode="multiple"
      labelInValue
      maxCount={49}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      placeholder={t('catalogue.nameSource.search')}
      value={chosen}
      options={options}
      onChange={(next: Stated['others']) => onChange(next.map(({ value, label }) => ({ value, label })))}
    />
  );
}
