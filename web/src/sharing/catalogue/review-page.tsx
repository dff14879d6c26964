import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { LinkButton } from '../../design/link-button.tsx';
import { ArticleLink } from '../../design/article-link.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { Finding } from '../../design/finding.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { type Step, StepLine } from '../../design/step-line.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { TitleText } from '../../design/title-text.tsx';
import { ActionBar, SidePanel, SidePart, WorkPage } from '../../design/work-page.tsx';
import { formatDateTime } from '../../platform/formats.ts';
import { type Text, useLanguage, useText, departmentWord } from '../../platform/i18n.ts';
import { isProblem } from '../../platform/problem.ts';
import { titleIn } from '../../platform/titles.ts';
import { useHasRole, useNow, useSession } from '../../platform/session.ts';
import { DepartmentFlow } from '../../design/department-name.tsx';
import { AssessmentList } from './assessment-list.tsx';
import { type Draft, draftQuery, forgetCatalogue, sendAct, useAct } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { ContentSheets } from './content-sheets.tsx';
import { DiffView } from './diff-view.tsx';
import { fieldLabels } from './entry-words.ts';
import { ItemsTable } from './items-table.tsx';
import { ReasonDialog, type ReasonDialogSpec } from './reason-dialog.tsx';
import { SimilarList } from './similar-panel.tsx';

const route = getRouteApi('/console/catalogue/$resourceId/review');

/** A filed change with all that its reader decides on; head and authority answer at the foot. */
export function ReviewPage() {
  const { resourceId } = route.useParams();
  const query = useQuery(draftQuery(resourceId));
  const t = useText();
  if (isProblem(query.error, 'CATALOGUE_DRAFT_NOT_FOUND', 'CATALOGUE_CHANGE_DECIDED')) {
    return (
      <FailurePage
        problem={query.error}
        action={
          <Link to="/catalogue/$resourceId" params={{ resourceId }}>
            {t('catalogue.openEntry')}
          </Link>
        }
      />
    );
  }
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState shape="page" rows={12} />;
  return <Review draft={query.data} />;
}

function Review({ draft }: { draft: Draft }) {
  const t = useText();
  const now = useNow();
  const { content } = draft;
  const title = titleIn(useLanguage(), content).text || t('catalogue.untitled');
  useTabTitle(title);
  return (
    <WorkPage side={<ReviewSide draft={draft} />} sideWidth="evidence" actions={<AnswerBar draft={draft} />}>
      <PageHeader
        crumbs={[
          { label: t('catalogue.drafts.title'), to: '/catalogue/drafts' },
          { label: draft.code ?? t('catalogue.versionOf', { number: draft.upcomingVersion }) },
        ]}
        title={content.title ? <TitleText of={content} /> : title}
        badges={content.shareClass && <ShareClassBadge shareClass={content.shareClass} />}
        note={<DepartmentFlow from={draft.provider} to={draft.authority} />}
        actions={draft.clocks[0] && <ClockChip clock={draft.clocks[0]} layout="pill" />}
      />
      <Sheet className={styles['standing']}>
        <StepLine steps={stepsOf(draft, t, now)} />
      </Sheet>
      <Attention draft={draft} />
      {draft.changes && draft.intent === 'publish' && (
        <Sheet
          title={t('catalogue.changes')}
          note={t('catalogue.comparison', { from: draft.upcomingVersion - 1, to: draft.upcomingVersion })}
        >
          <DiffView diff={draft.changes} />
        </Sheet>
      )}
      <ContentSheets content={content} grade={draft.grade} provider={draft.provider} code={draft.code} />
      <Sheet title={t('catalogue.items.title', { count: content.items.length })} flush>
        <ItemsTable items={content.items} exportName={title} />
      </Sheet>
    </WorkPage>
  );
}

function stepsOf(draft: Draft, t: Text, now: Date): Step[] {
  const order = ['draft', 'awaitingConsent', 'awaitingReview', 'published'] as const;
  const at = draft.state === 'returned' ? 0 : order.indexOf(draft.state);
  const provider = departmentWord(draft.provider.shortName);
  const who = [
    draft.filedByName && `${provider} ${draft.filedByName}`,
    draft.consentedByName ? `${provider} ${draft.consentedByName}` : provider,
    departmentWord(draft.authority.name),
    undefined,
  ];
  const when = [draft.filedAt, draft.consentedAt, null, null];
  return order.map((name, index): Step => {
    const moment = when[index];
    const person = who[index];
    return {
      id: name,
      title: t(`catalogue.stepLine.${name}`),
      state: index < at ? 'done' : index === at ? 'current' : 'ahead',
      ...(person && (index <= at || index === 2) ? { who: person } : {}),
      ...(moment && index < at ? { when: formatDateTime(moment, now) } : {}),
    };
  });
}

/** What must not be overlooked: collected twice, withdrawal, why it came back. */
function Attention({ draft }: { draft: Draft }) {
  const t = useText();
  return (
    <div className={styles['attention']}>
      {draft.intent === 'withdraw' && (
        <Sheet title={t('catalogue.withdraw')} note={<ArticleLink article={17} ruleId="17.update" />}>
          <StatuteQuote>{draft.causeBasis}</StatuteQuote>
        </Sheet>
      )}
      {draft.intent === 'publish' && draft.cause !== 'first' && (
        <Sheet
          title={t(`catalogue.cause.${draft.cause}`)}
          note={<ArticleLink article={17} ruleId="17.update" />}
        >
          <StatuteQuote>{draft.causeBasis}</StatuteQuote>
        </Sheet>
      )}
      {draft.recollectionReason && (
        <Finding icon="duplicate" title={t('catalogue.recollected')}>
          <span className="serif lines">{draft.recollectionReason}</span>{' '}
          <ArticleLink article={19} ruleId="19.no-recollection" quiet />
        </Finding>
      )}
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
    </div>
  );
}

function ReviewSide({ draft }: { draft: Draft }) {
  const t = useText();
  return (
    <SidePanel label={t('catalogue.evidence')}>
      <SidePart
        title={t('catalogue.assessments')}
        note={<ArticleLink article={13} ruleId="13.assessments" />}
      >
        <AssessmentList draft={draft} />
      </SidePart>
      <SidePart
        title={t('catalogue.similar')}
        note={<ArticleLink article={19} ruleId="19.no-recollection" />}
      >
        {draft.similarFound.length === 0 ? (
          <p className="caption">{t('catalogue.similar.none')}</p>
        ) : (
          <SimilarList found={draft.similarFound} />
        )}
      </SidePart>
    </SidePanel>
  );
}

type Standing = 'consent' | 'review' | 'recall' | 'edit' | undefined;

function useStanding(draft: Draft): Standing {
  const { department } = useSession();
  const isHead = useHasRole('departmentHead');
  const isOfficer = useHasRole('authorityOfficer');
  const compiles = useHasRole('clerk', 'sharingOfficeHead');
  const isOwn = department.id === draft.provider.id;
  if (draft.state === 'awaitingConsent' && isOwn && isHead) return 'consent';
  if (draft.state === 'awaitingReview' && department.id === draft.authority.id && isOfficer) return 'review';
  if (draft.state === 'awaitingConsent' && isOwn && compiles) return 'recall';
  if ((draft.state === 'draft' || draft.state === 'returned') && isOwn && compiles) return 'edit';
  return undefined;
}

/** What is announced is no change under way any more: the page is left before anything is read again. */
function usePublish(resourceId: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: sendAct,
    onSuccess: async () => {
      await navigate({ to: '/catalogue/$resourceId', params: { resourceId } });
      await forgetCatalogue(queryClient);
    },
  });
}

function AnswerBar({ draft }: { draft: Draft }) {
  const t = useText();
  const standing = useStanding(draft);
  const act = useAct();
  const publish = usePublish(draft.resourceId);
  const [asked, setAsked] = useState<ReasonDialogSpec>();
  const { resourceId, version } = draft;
  const problem = act.error ?? publish.error;
  if (standing === undefined) return null;
  if (isProblem(problem, 'CATALOGUE_CHANGE_DECIDED')) {
    return (
      <ActionBar note={<ProblemAlert problem={problem} />}>
        <LinkButton to="/catalogue/$resourceId" params={{ resourceId }} color="primary" variant="solid">
          {t('catalogue.openEntry')}
        </LinkButton>
      </ActionBar>
    );
  }
  const path = `resources/${resourceId}`;
  const withdrawing = draft.intent === 'withdraw';
  const publishLabel = withdrawing ? 'catalogue.action.withdraw' : 'catalogue.action.publish';
  const notes = {
    consent: t('catalogue.consequence.consent', { authority: draft.authority.name }),
    review: t(withdrawing ? 'catalogue.consequence.withdraw' : 'catalogue.consequence.publish'),
    recall: t('catalogue.recall.note'),
    edit: t('catalogue.compile.next'),
  } as const;
  const decides = standing === 'consent' || standing === 'review';
  return (
    <ActionBar
      note={
        <>
          {decides && draft.ownWork ? t('PEOPLE_WRITER_APPROVES.detail') : notes[standing]}
          <ProblemAlert problem={problem} fieldLabels={fieldLabels(t, draft.content.items)} />
        </>
      }
    >
      {decides && (
        <Button onClick={() => setAsked(returning(resourceId, version))}>
          {t('catalogue.action.return')}
        </Button>
      )}
      {standing === 'consent' && !draft.ownWork && (
        <Button
          type="primary"
          loading={act.isPending}
          disabled={draft.assessmentGaps.length > 0}
          onClick={() => act.mutate({ path: `${path}/consent`, version })}
        >
          {t('catalogue.action.consent')}
        </Button>
      )}
      {standing === 'review' && !draft.ownWork && (
        <Button
          type="primary"
          loading={publish.isPending}
          onClick={() => publish.mutate({ path: `${path}/publish`, version })}
        >
          {t(publishLabel)}
        </Button>
      )}
      {standing === 'recall' && (
        <Button loading={act.isPending} onClick={() => act.mutate({ path: `${path}/recall`, version })}>
          {t('catalogue.recall')}
        </Button>
      )}
      {standing === 'edit' && (
        <LinkButton
          to="/catalogue/$resourceId/compile"
          params={{ resourceId }}
          color="primary"
          variant="solid"
        >
          {t('catalogue.edit')}
        </LinkButton>
      )}
      {asked && <ReasonDialog spec={asked} onClose={() => setAsked(undefined)} />}
    </ActionBar>
  );
}

const returning = (id: string, version: number): ReasonDialogSpec => ({
  title: 'catalogue.action.return',
  note: 'catalogue.return.note',
  label: 'catalogue.field.reason',
  reasonName: 'reason',
  resourceId: id,
  send: (body) => sendAct({ path: `resources/${id}/return`, version, body }),
});
