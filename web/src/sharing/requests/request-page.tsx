import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DepartmentFlow } from '../../design/department-name.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { Tag } from '../../design/tag.tsx';
import { SidePanel, WorkPage } from '../../design/work-page.tsx';
import { useText, useLanguage } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { TitleText } from '../../design/title-text.tsx';
import { titleIn } from '../../platform/titles.ts';
import { AgreementText, countChanges } from './agreement-text.tsx';
import { AnswerBar } from './answer-bar.tsx';
import { requestAnswers } from './act-specs.ts';
import { ClockSheet } from './clock-sheet.tsx';
import { ConversationSheet } from './conversation-sheet.tsx';
import { PartyPart } from './party-part.tsx';
import { ProposeScopeButton } from './propose-scope-button.tsx';
import { ReceiptsPart } from './receipts-panel.tsx';
import {
  type CatalogueEntry,
  entryQuery,
  type RequestDetail,
  requestQuery,
  type Scope,
} from './request-api.ts';
import styles from './request-page.module.css';
import { editedScope, editOf, sameEdit, type ScopeEdit } from './scope-edit.ts';
import { ScopeSheet } from './scope-sheet.tsx';
import type { ReadableScope } from './scope-words.tsx';
import { StandingConsentPart } from './standing-consent-part.tsx';

const route = getRouteApi('/console/requests/$requestId');

/** One request whole: steps and clock, scope, agreement and conversation side by side, receipts at the edge. */
export function RequestPage() {
  const { requestId } = route.useParams();
  const query = useQuery(requestQuery(requestId));
  if (query.isPending) return <LoadingState shape="page" rows={10} />;
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  return <RequestWork key={requestId} request={query.data} />;
}

/** The scope that would be agreed on: accepted, proposed, or as asked for. */
function standingScope(request: RequestDetail): Scope {
  const open = request.proposals.find((proposal) => proposal.answer === null);
  return open?.scope ?? request.acceptedScope ?? request.scope;
}

/** The scope with the grades of the entry, which say what leaves masked. */
function gradedScope(scope: Scope, entry: CatalogueEntry | undefined): ReadableScope {
  const known = new Map(entry?.version?.content.items.map((item) => [item.name, item]));
  const items = scope.items.map((item) => {
    const graded = known.get(item.name);
    return graded ? { ...item, grade: graded.grade, personal: graded.personal } : item;
  });
  return { ...scope, items };
}

function RequestWork({ request }: { request: RequestDetail }) {
  const standing = standingScope(request);
  const entry = useQuery(entryQuery(request.resource.id));
  const [edit, setEdit] = useState<ScopeEdit>(() => editOf(request.scope, standing));
  const canPropose = request.can.includes('proposeScope');
  const edited = canPropose && !sameEdit(edit, editOf(request.scope, standing));
  const scope = edited ? editedScope(request.scope, edit) : standing;
  return (
    <WorkPage
      side={<RequestSide request={request} />}
      actions={<RequestBar request={request} scope={scope} edited={edited} />}
    >
      <RequestHead request={request} />
      <ClockSheet request={request} />
      <div className={styles['grid']}>
        <ScopeSheet request={request} scope={scope} edit={edit} onEdit={canPropose ? setEdit : undefined} />
        <div className={styles['stack']}>
          {request.reply?.decision === 'refuse' ? (
            <RefusalSheet request={request} />
          ) : (
            <AgreementSheet request={request} scope={gradedScope(scope, entry.data)} />
          )}
          <ConversationSheet request={request} />
        </div>
      </div>
    </WorkPage>
  );
}

function RequestHead({ request }: { request: RequestDetail }) {
  const t = useText();
  const language = useLanguage();
  return (
    <PageHeader
      crumbs={[
        { label: t('console.nav.requests'), to: '/requests' },
        { label: t(`request.state.${request.state}`) },
        ...(request.number ? [{ label: <code>{request.number}</code> }] : []),
      ]}
      title={<TitleText of={request.resource} />}
      tabTitle={titleIn(language, request.resource).text}
      badges={
        <>
          <ShareClassBadge shareClass={request.shareClass} />
          {request.automatic && <Tag title={t('request.automatic.note')}>{t('request.automatic')}</Tag>}
        </>
      }
      note={<DepartmentFlow from={request.requester} to={request.provider} withRoles />}
      actions={
        <>
          {request.clock && <ClockChip layout="pill" clock={request.clock} />}
          <PrintButton />
        </>
      }
    />
  );
}

function AgreementSheet({ request, scope }: { request: RequestDetail; scope: ReadableScope }) {
  const t = useText();
  const changes = countChanges(scope, request.scope);
  return (
    <Sheet
      title={t(request.agreement ? 'request.agreement.title' : 'request.agreement.preview')}
      note={
        <>
          {changes > 0 && (
            <>
              <b className={styles['ochre']}>{t('request.agreement.changes', { count: changes })}</b> ·{' '}
            </>
          )}
          {request.agreement ? (
            <Link to="/agreements/$agreementId" params={{ agreementId: request.agreement.id }}>
              <code>{request.agreement.number}</code>
            </Link>
          ) : (
            t('request.agreement.whenConfirmed')
          )}
        </>
      }
    >
      {scope.items.length === 0 ? (
        <p className="caption">{t('request.agreement.empty')}</p>
      ) : (
        <AgreementText
          requester={request.requester.name}
          provider={request.provider.name}
          purpose={request.statement.purpose?.text ?? ''}
          scope={scope}
          asked={request.scope}
          disposal={request.reply?.disposal}
          inForceAt={request.history.find((step) => step.act === 'conclude')?.at ?? null}
        />
      )}
    </Sheet>
  );
}

function RefusalSheet({ request }: { request: RequestDetail }) {
  const t = useText();
  const { reply } = request;
  if (!reply) return null;
  return (
    <Sheet
      title={t(request.state === 'refused' ? 'request.refusal.title' : 'request.refusal.draft')}
      note={reply.ground && t(`request.ground.${reply.ground as 'notNecessary'}`)}
    >
      <StatuteQuote source={t('request.refusal.source', { provider: request.provider.name })}>
        {reply.reasons}
      </StatuteQuote>
    </Sheet>
  );
}

function RequestSide({ request }: { request: RequestDetail }) {
  const t = useText();
  return (
    <SidePanel label={t('request.receipts.title')}>
      <ReceiptsPart history={request.history} />
      <PartyPart request={request} />
      <StandingConsentPart request={request} />
    </SidePanel>
  );
}

interface RequestBarProps {
  request: RequestDetail;
  scope: Scope;
  edited: boolean;
}

function RequestBar({ request, scope, edited }: RequestBarProps) {
  const t = useText();
  const navigate = useNavigate();
  const isClerk = useHasRole('clerk', 'authorityOfficer');
  // Whoever drafts a reply cannot consent to it: a head leaves the draft to the clerks.
  const can = isClerk ? request.can : request.can.filter((act) => act !== 'draftReply');
  const answers = requestAnswers({ ...request, can }).filter(
    (answer) => !(edited && answer.tone === 'primary'),
  );
  const confirmable = request.state === 'granted' && request.agreement;
  const others = (
    <>
      {request.can.includes('edit') && (
        <Button
          type="primary"
          onClick={() =>
            void navigate({ to: '/requests/$requestId/edit', params: { requestId: request.id } })
          }
        >
          {t('request.answer.edit')}
        </Button>
      )}
      {confirmable && (
        <Button
          type="primary"
          onClick={() =>
            void navigate({ to: '/agreements/$agreementId', params: { agreementId: confirmable.id } })
          }
        >
          {t('request.answer.openAgreement')}
        </Button>
      )}
    </>
  );
  const hasOthers = request.can.includes('edit') || Boolean(confirmable);
  return (
    <AnswerBar
      answers={answers}
      base={`requests/${request.id}`}
      version={request.version}
      note={<BarNote request={request} />}
    >
      {edited ? <ProposeScopeButton request={request} scope={scope} /> : hasOthers ? others : undefined}
    </AnswerBar>
  );
}

/** Who acts next, and what happens if nobody does. */
function BarNote({ request }: { request: RequestDetail }) {
  const t = useText();
  const dueOn = request.replyClock?.dueOn;
  const isOpen = request.replyClock?.state === 'running' && request.repliedAt === null;
  return (
    <>
      {t(`request.next.${request.state}`, {
        requester: request.requester.shortName,
        provider: request.provider.shortName,
      })}
      {isOpen && dueOn && (
        <> · {t('request.next.otherwise', { date: dueOn.slice(5), provider: request.provider.shortName })}</>
      )}
    </>
  );
}
