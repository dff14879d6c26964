import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Select, Upload } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { DayPicker } from '../../design/day-picker.tsx';
import { Icon } from '../../design/icon.tsx';
import { LimitedArea, LimitedInput } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { answer, api } from '../../platform/api.ts';
import { beijingDay } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { isTooLong } from '../../platform/letters.ts';
import { useNow } from '../../platform/session.ts';
import { AssessmentList } from './assessment-list.tsx';
import { Field, type StepProps } from './basics-step.tsx';
import { type Draft, draftQuery, uploadFile } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { assessmentKinds, assessmentResults } from './entry-words.ts';

interface AssessmentsStepProps extends StepProps {
  draft: Draft;
  flush: () => Promise<number>;
}

/** Art 13: assessments before consent, and the declaration of Art 3. */
export function AssessmentsStep({ draft, content, change, flush }: AssessmentsStepProps) {
  const t = useText();
  const needsPrivacy = content.items.some((item) => item.personal);
  return (
    <>
      <Sheet title={t('catalogue.assessments')} note={<ArticleLink article={13} ruleId="13.assessments" />}>
        <div className={styles['form']}>
          <p className="secondary">
            {t(needsPrivacy ? 'catalogue.assessments.both' : 'catalogue.assessments.secrecy')}
          </p>
          <AssessmentList draft={draft} />
        </div>
      </Sheet>
      <AssessmentForm draft={draft} flush={flush} />
      <Sheet title={t('catalogue.declaration')} note={<ArticleLink article={3} ruleId="3.scope" />}>
        <Checkbox checked={content.declared} onChange={(event) => change({ declared: event.target.checked })}>
          <span className="serif">{t('catalogue.declaration.text')}</span>
        </Checkbox>
      </Sheet>
    </>
  );
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Stated {
  /** Undefined: the one that is missing. */
  kind: (typeof assessmentKinds)[number] | undefined;
  result: (typeof assessmentResults)[number];
  assessedOn: string;
  assessedBy: string;
  findings: string;
}

/** Records one assessment. The paper goes into the store, or stays in the archive with only its hash here. */
function AssessmentForm({ draft, flush }: { draft: Draft; flush: () => Promise<number> }) {
  const t = useText();
  const today = beijingDay(useNow());
  const queryClient = useQueryClient();
  const [stated, setStated] = useState<Stated>({
    kind: undefined,
    result: 'passed',
    assessedOn: today,
    assessedBy: '',
    findings: '',
  });
  const kind = stated.kind ?? draft.assessmentGaps[0]?.kind ?? 'secrecy';
  const [paper, setPaper] = useState<File>();
  const [keep, setKeep] = useState(false);
  const set = (patch: Partial<Stated>) => setStated({ ...stated, ...patch });
  const fits = !isTooLong(stated.assessedBy, 60) && !isTooLong(stated.findings, 2000);
  const record = useMutation({
    mutationFn: async (file: File) => {
      await flush();
      const paperHash = keep ? (await uploadFile(file)).hash : await hashOf(file);
      return answer(
        api.POST('/api/v1/catalogue/resources/{id}/assessments', {
          params: { path: { id: draft.resourceId } },
          body: { ...stated, kind, paperName: file.name.slice(0, 200), paperHash },
        }),
      );
    },
    onSuccess: async () => {
      setPaper(undefined);
      set({ kind: undefined, findings: '' });
      await queryClient.invalidateQueries({ queryKey: draftQuery(draft.resourceId).queryKey });
    },
  });
  return (
    <Sheet title={t('catalogue.assessments.record')}>
      <ProblemAlert
        problem={record.error}
        fieldLabels={{
          '/assessedOn': t('catalogue.assessment.on'),
          '/assessedBy': t('catalogue.assessment.by'),
          '/findings': t('catalogue.assessment.findings'),
        }}
      />
      <div className={styles['form']}>
        <div className={styles['pair']}>
          <Field id="kind" label={t('catalogue.assessment.kind')} required>
            <Select
              id="kind"
              value={kind}
              options={assessmentKinds.map((value) => ({ value, label: t(`catalogue.assessment.${value}`) }))}
              onChange={(kind) => set({ kind })}
            />
          </Field>
          <Field id="result" label={t('catalogue.assessment.result')} required>
            <Select
              id="result"
              value={stated.result}
              options={assessmentResults.map((value) => ({ value, label: t(`catalogue.result.${value}`) }))}
              onChange={(result) => set({ result })}
            />
          </Field>
          <Field id="assessedOn" label={t('catalogue.assessment.on')} required>
            <DayPicker
              id="assessedOn"
              latest={today}
              value={stated.assessedOn}
              onChange={(assessedOn) => set({ assessedOn })}
            />
          </Field>
          <Field id="assessedBy" label={t('catalogue.assessment.by')} required>
            <LimitedInput
              id="assessedBy"
              most={60}
              value={stated.assessedBy}
              onChange={(event) => set({ assessedBy: event.target.value })}
            />
          </Field>
        </div>
        <Field id="findings" label={t('catalogue.assessment.findings')}>
          <LimitedArea
            id="findings"
            most={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={stated.findings}
            onChange={(event) => set({ findings: event.target.value })}
          />
        </Field>
        <div className={styles['tools']}>
          <Upload
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              setPaper(file);
              return false;
            }}
          >
            <Button icon={<Icon name="attachment" />}>
              {paper ? paper.name : t('catalogue.assessment.paper')}
            </Button>
          </Upload>
          <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
            {t('catalogue.assessment.keep')}
          </Checkbox>
          <Button
            disabled={!paper || stated.assessedBy.trim().length < 2 || !fits}
            loading={record.isPending}
            onClick={() => paper && record.mutate(paper)}
          >
            {t('catalogue.assessments.record')}
          </Button>
        </div>
        <p className={styles['note']}>{t('catalogue.hint.paper')}</p>
      </div>
    </Sheet>
  );
}
