import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { Icon } from '../../design/icon.tsx';
import { SavingNote, UnsavedNotes } from '../../design/autosave-notes.tsx';
import { Finding } from '../../design/finding.tsx';
import { LinkButton } from '../../design/link-button.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { goToFirstFault, ProblemAlert } from '../../design/problem-alert.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LeftBehind } from '../../design/left-behind.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { EmptyState, LoadingState } from '../../design/states.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { ActionBar, SidePanel, WorkPage } from '../../design/work-page.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { titleIn } from '../../platform/titles.ts';
import { TitleText } from '../../design/title-text.tsx';
import { isProblem } from '../../platform/problem.ts';
import { type Autosave, useAutosave } from '../../design/use-autosave.ts';
import { isTooLong, lettersIn } from '../../platform/letters.ts';
import { AssessmentsStep } from './assessments-step.tsx';
import { BasicsStep } from './basics-step.tsx';
import {
  type Content,
  type Draft,
  draftQuery,
  forgetCatalogue,
  savedDraft,
  sendAct,
} from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { doneSteps, type StepName, steps } from './done-steps.ts';
import { fieldLabels, statutoryCauses, typedFields } from './entry-words.ts';
import { ItemsStep } from './items-step.tsx';
import { unmended } from './mended-faults.ts';
import { ReasonDialog, type ReasonDialogSpec } from './reason-dialog.tsx';
import { SharingStep } from './sharing-step.tsx';
import { SimilarPanel } from './similar-panel.tsx';

const route = getRouteApi('/console/catalogue/$resourceId/compile');

/** Compiling an entry: four steps that save themselves, similar entries of others beside them. */
export function CompilePage() {
  const { resourceId } = route.useParams();
  const t = useText();
  const query = useQuery({ ...draftQuery(resourceId), refetchOnWindowFocus: false });
  if (query.isLoadingError) {
    return (
      <>
        <FailurePage problem={query.error} onRetry={() => void query.refetch()} />
        <LeftBehind
          problem={query.error}
          queryKey={draftQuery(resourceId).queryKey}
          fields={typedFields(t)}
          action={
            <LinkButton size="small" to="/catalogue/new">
              {t('catalogue.new.title')}
            </LinkButton>
          }
        />
      </>
    );
  }
  if (!query.data) return <LoadingState shape="page" rows={12} />;
  const editable = query.data.state === 'draft' || query.data.state === 'returned';
  if (!editable || query.data.intent === 'withdraw') {
    return (
      <EmptyState
        title={t('catalogue.compile.filed')}
        action={
          <Link to="/catalogue/$resourceId/review" params={{ resourceId }}>
            {t('catalogue.openChange')}
          </Link>
        }
      />
    );
  }
  return <Compiler key={resourceId} draft={query.data} />;
}

function Compiler({ draft }: { draft: Draft }) {
  const t = useText();
  const { step = 'basics' } = route.useSearch();
  const saved = useAutosave(savedDraft(draft));
  const goToField = useGoToField();
  const file = useFile(draft, saved, goToField);
  const open = openFaults(file, { content: saved.value, gaps: draft.assessmentGaps });
  const title = titleIn(useLanguage(), saved.value).text || t('catalogue.untitled');
  useTabTitle(title);
  return (
    <WorkPage
      side={
        <SidePanel label={t('catalogue.similar')} quiet>
          <SimilarPanel resourceId={draft.resourceId} title={saved.value.title} items={saved.value.items} />
        </SidePanel>
      }
      actions={<CompileBar draft={draft} saved={saved} file={file} />}
    >
      <PageHeader
        crumbs={[
          { label: t('catalogue.drafts.title'), to: '/catalogue/drafts' },
          { label: t('catalogue.versionOf', { number: draft.upcomingVersion }) },
        ]}
        title={saved.value.title ? <TitleText of={saved.value} /> : title}
        badges={saved.value.shareClass && <ShareClassBadge shareClass={saved.value.shareClass} />}
        note={draft.cause !== 'first' && `${t(`catalogue.cause.${draft.cause}`)} · ${draft.causeBasis}`}
        actions={<CompileActions draft={draft} />}
      />
      <UnsavedNotes draft={saved} fieldLabels={fieldLabels(t, saved.value.items)} />
      <ProblemAlert
        problem={saved.problem ?? file.error}
        {...(saved.problem === undefined && isProblem(file.error) && { openFields: open })}
        fieldLabels={fieldLabels(t, saved.value.items)}
        onField={goToField}
      />
      {draft.state === 'returned' && draft.returnedReason && (
        <Finding
          icon="undo"
          title={t(
            draft.returnedStage === 'head' ? 'catalogue.returned.head' : 'catalogue.returned.authority',
          )}
        >
          <span className="serif lines">{draft.returnedReason}</span>
        </Finding>
      )}
      <StepButtons current={step} faults={open} done={doneSteps(saved.value, draft)} />
      <StepBody step={step} draft={draft} saved={saved} />
    </WorkPage>
  );
}

/** The clock that runs for it; a change of another cause may turn out to be one that Art 17 asks for. */
function CompileActions({ draft }: { draft: Draft }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const [clock] = draft.clocks;
  if (clock) return <ClockChip clock={clock} layout="pill" />;
  if (draft.cause !== 'other') return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('catalogue.revise.byLaw')}</Button>
      {asking && <ReasonDialog spec={byLaw(draft.resourceId)} onClose={() => setAsking(false)} />}
    </>
  );
}

const byLaw = (resourceId: string): ReasonDialogSpec => ({
  title: 'catalogue.revise.byLaw',
  note: 'catalogue.revise.note',
  label: 'catalogue.field.basis',
  causes: statutoryCauses,
  resourceId,
  reasonName: 'basis',
  send: (body) => sendAct({ path: `resources/${resourceId}/revise`, body }),
});

function StepBody({ step, draft, saved }: { step: StepName; draft: Draft; saved: Autosave<Content> }) {
  switch (step) {
    case 'basics':
      return <BasicsStep content={saved.value} change={saved.change} />;
    case 'items':
      return <ItemsStep content={saved.value} change={saved.change} importId={draft.importId} />;
    case 'sharing':
      return <SharingStep content={saved.value} change={saved.change} />;
    case 'assessments':
      return (
        <AssessmentsStep draft={draft} content={saved.value} change={saved.change} flush={saved.flush} />
      );
  }
}

/** Which step a field is found in, so that a refusal shows where to look. */
function stepOf(field: string): StepName {
  if (field.startsWith('/items')) return 'items';
  if (/^\/(shareClass|modes|conditions|withheld|openness)/.test(field)) return 'sharing';
  return /^\/(assessments|declared)/.test(field) ? 'assessments' : 'basics';
}

/** Opens the step that has a field, and puts the cursor into it. */
function useGoToField(): (field: string) => void {
  const navigate = useNavigate({ from: '/catalogue/$resourceId/compile' });
  return async (field) => {
    await navigate({ search: { step: stepOf(field) }, replace: true });
    document.getElementById(field.split('/').at(-1) ?? '')?.focus();
  };
}

interface StepButtonsProps {
  current: StepName;
  /** Fields that were refused and are still as they were. */
  faults: readonly string[];
  done: ReadonlySet<StepName>;
}

function StepButtons({ current, faults, done }: StepButtonsProps) {
  const t = useText();
  const navigate = useNavigate({ from: '/catalogue/$resourceId/compile' });
  return (
    <ol className={styles['steps']} aria-label={t('catalogue.compile.steps')}>
      {steps.map((step, index) => {
        const count = faults.filter((field) => stepOf(field) === step).length;
        return (
          <li key={step}>
            <button
              type="button"
              className={styles['stepButton']}
              {...(step === current ? { 'aria-current': 'step' as const } : {})}
              onClick={() => void navigate({ search: { step }, replace: true })}
            >
              <StepSign number={index + 1} state={count > 0 ? 'fault' : done.has(step) ? 'done' : 'open'} />
              {t(`catalogue.step.${step}`)}
              {count > 0 && (
                <span className={styles['stepFaults']}>{t('catalogue.step.faults', { count })}</span>
              )}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** A tick where nothing is missing, a sign where something was refused, else the number; in words for readers. */
function StepSign({ number, state }: { number: number; state: 'open' | 'done' | 'fault' }) {
  const t = useText();
  return (
    <span className={styles['stepSign']} data-state={state}>
      {state === 'open' && number}
      {state === 'done' && <Icon name="check" label={t('catalogue.step.done')} size={0.875} />}
      {state === 'fault' && <Icon name="warning" label={t('catalogue.step.fault')} size={0.875} />}
    </span>
  );
}

/** Of the fields that filing refused, those that still are to be mended. */
function openFaults(file: ReturnType<typeof useFile>, now: Parameters<typeof unmended>[2]): string[] {
  return isProblem(file.error) ? unmended(file.error.details.errors, file.context, now) : [];
}

/** Saves what is left, then files it with the head; collecting twice asks for a reason first. */
function useFile(draft: Draft, saved: Autosave<Content>, goToField: (field: string) => void) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    onMutate: () => saved.value,
    mutationFn: async (recollectionReason: string | undefined) =>
      sendAct({
        path: `resources/${draft.resourceId}/submit`,
        version: await saved.flush(),
        body: recollectionReason === undefined ? {} : { recollectionReason },
      }),
    onError: (refusal) => goToFirstFault(refusal, goToField),
    onSuccess: async () => {
      await navigate({ to: '/catalogue/$resourceId/review', params: { resourceId: draft.resourceId } });
      await forgetCatalogue(queryClient);
    },
  });
}

interface CompileBarProps {
  draft: Draft;
  saved: Autosave<Content>;
  file: ReturnType<typeof useFile>;
}

function CompileBar({ draft, saved, file }: CompileBarProps) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const twice = isProblem(file.error, 'CATALOGUE_COLLECTED_TWICE');
  const discard = useMutation({
    mutationFn: async () =>
      sendAct({ path: `drafts/${draft.resourceId}`, method: 'DELETE', version: await saved.flush() }),
    onSuccess: async () => {
      await navigate({ to: '/catalogue/drafts' });
      await forgetCatalogue(queryClient);
    },
  });
  return (
    <ActionBar
      note={
        twice ? (
          <label className={styles['field']} htmlFor="recollection">
            <span>
              {t('catalogue.recollection')} <ArticleLink article={19} ruleId="19.no-recollection" />
            </span>
            <LimitedArea
              id="recollection"
              className="serif"
              most={1000}
              autoSize={{ minRows: 1, maxRows: 4 }}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        ) : (
          <>
            {t('catalogue.compile.next')} ·{' '}
            <SavingNote draft={saved} fieldLabels={fieldLabels(t, saved.value.items)} />
          </>
        )
      }
    >
      {draft.cause === 'first' || draft.cause === 'other' ? (
        <Popconfirm
          title={t('catalogue.discard.sure')}
          okText={t('catalogue.discard')}
          cancelText={t('catalogue.back')}
          onConfirm={() => discard.mutate()}
        >
          <Button type="text" loading={discard.isPending}>
            {t('catalogue.discard')}
          </Button>
        </Popconfirm>
      ) : null}
      <Button
        type="primary"
        loading={file.isPending}
        disabled={twice && (lettersIn(reason) < 10 || isTooLong(reason, 1000))}
        onClick={() => file.mutate(twice ? reason.trim() : undefined)}
      >
        {t(twice ? 'catalogue.fileAnyway' : 'catalogue.file')}
      </Button>
    </ActionBar>
  );
}
