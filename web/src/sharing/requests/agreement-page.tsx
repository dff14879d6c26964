import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DateText } from '../../design/date-text.tsx';
import { CopyableCode } from '../../design/code-block.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { Facts } from '../../design/facts.tsx';
import { Finding } from '../../design/finding.tsx';
import { LawText } from '../../design/law-text.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { Tag } from '../../design/tag.tsx';
import { SidePanel, WorkPage } from '../../design/work-page.tsx';
import { beijingDay, formatCount } from '../../platform/formats.ts';
import { type Text, useText, useLanguage } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { TitleText } from '../../design/title-text.tsx';
import { titleIn } from '../../platform/titles.ts';
import { agreementAnswers } from './act-specs.ts';
import styles from './agreement-page.module.css';
import { AgreementState } from './agreement-state.tsx';
import { AgreementText, firstDay } from './agreement-text.tsx';
import { AnswerBar } from './answer-bar.tsx';
import { PlainDate } from './plain-date.tsx';
import { ReceiptsPart } from './receipts-panel.tsx';
import { type AgreementDetail, agreementQuery } from './request-api.ts';
import { isMasked, modeWords } from './scope-words.tsx';
import { suppliedKey } from './supplied-key.ts';
import { UseSheet } from './use-sheet.tsx';
import { VersionsSheet } from './versions-sheet.tsx';

const route = getRouteApi('/console/agreements/$agreementId');

/** One agreement: its words, its items, who confirmed, versions, use, and what can be done with it. */
export function AgreementPage() {
  const { agreementId } = route.useParams();
  const query = useQuery(agreementQuery(agreementId));
  if (query.isPending) return <LoadingState shape="page" rows={10} />;
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  return <AgreementWork agreement={query.data} />;
}

/** The version that waits for confirmation, else the one in force. */
function shownVersion(agreement: AgreementDetail) {
  return agreement.versions.findLast((version) => !version.effectiveAt && !version.declinedAt);
}

function AgreementWork({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const answers = agreementAnswers(agreement.can);
  const { from, to } = agreement.term;
  const today = beijingDay(useNow());
  const isDue = agreement.state === 'pending' && from <= today;
  return (
    <WorkPage
      side={
        <SidePanel label={t('request.receipts.title')}>
          <ReceiptsPart history={agreement.history} />
        </SidePanel>
      }
      actions={
        <AnswerBar
          answers={answers}
          base={`agreements/${agreement.id}`}
          version={agreement.version}
          note={t(`agreement.next.${isDue ? 'pendingDue' : agreement.state}`, { from, to })}
        />
      }
    >
      <AgreementHead agreement={agreement} />
      <Standing agreement={agreement} />
      <div className={styles['grid']}>
        <div className={styles['stack']}>
          <WordsSheet agreement={agreement} />
          <UseSheet agreement={agreement} />
          <VersionsSheet agreement={agreement} />
          <DisposalsSheet agreement={agreement} />
        </div>
        <div className={styles['stack']}>
          <ItemsSheet agreement={agreement} />
          <TermsSheet agreement={agreement} />
        </div>
      </div>
    </WorkPage>
  );
}

function AgreementHead({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const language = useLanguage();
  const clock = agreement.state === 'suspended' ? agreement.rectifyClock : agreement.supplyClock;
  const shown = clock && clock.state !== 'done' ? clock : undefined;
  return (
    <PageHeader
      crumbs={[
        { label: t('console.nav.agreements'), to: '/agreements' },
        { label: <code>{agreement.number}</code> },
      ]}
      title={<TitleText of={agreement.resource} />}
      tabTitle={titleIn(language, agreement.resource).text}
      badges={
        <>
          <ShareClassBadge shareClass={agreement.shareClass} />
          <AgreementState row={agreement} />
        </>
      }
      note={<DepartmentFlow from={agreement.requester} to={agreement.provider} withRoles />}
      actions={
        <>
          {shown && <ClockChip layout="pill" clock={shown} />}
          <PrintButton />
        </>
      }
    />
  );
}

/** What stands in the way of use, if anything does. */
function Standing({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  if (agreement.state === 'suspended') {
    const step = agreement.history.findLast((past) => past.act === 'suspend');
    return (
      <Finding title={t('agreement.standing.suspended')} icon="pause">
        <span className="serif lines">{step?.reason}</span>
        {agreement.rectification && (
          <>
            {' '}
            {t('agreement.standing.rectified', { name: agreement.rectification.reportedByName })}
            <span className="serif">{agreement.rectification.report}</span>
          </>
        )}
      </Finding>
    );
  }
  if (agreement.suppliedAt === null && agreement.state === 'inForce') {
    return (
      <Finding title={t('agreement.standing.unsupplied')}>{t('agreement.standing.unsupplied.note')}</Finding>
    );
  }
  if ((agreement.state === 'ended' || agreement.state === 'expired') && agreement.disposedAt === null) {
    const disposal = t(`request.disposal.${agreement.terms.disposal as 'deleted'}`);
    return (
      <Finding title={t('agreement.standing.dispose')}>
        {t('agreement.standing.dispose.note', { disposal })}
      </Finding>
    );
  }
  return null;
}

function WordsSheet({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const open = shownVersion(agreement);
  const terms = open?.terms ?? agreement.terms;
  const version =
    open ?? agreement.versions.find((candidate) => candidate.version === agreement.termsVersion);
  const waits = <span className="caption">{t('agreement.confirm.waits')}</span>;
  return (
    <Sheet
      title={t('agreement.words')}
      note={
        open
          ? t('agreement.words.open', { version: open.version })
          : t('agreement.words.version', { version: terms.version })
      }
    >
      <AgreementText
        requester={terms.requesterName}
        provider={terms.providerName}
        purpose={terms.purpose.text}
        scope={terms}
        asked={agreement.terms}
        disposal={terms.disposal}
        inForceAt={agreement.inForceAt}
      />
      <div className={styles['signatures']}>
        {(['requester', 'provider'] as const).map((side) => {
          const confirmed = version?.[side === 'requester' ? 'requesterConfirmed' : 'providerConfirmed'];
          return (
            <div key={side}>
              <span className="caption">{t(`agreement.confirm.${side}`)}</span>
              <strong>
                <DepartmentName department={agreement[side]} full />
              </strong>
              {confirmed ? (
                <>
                  {confirmed.byName} · <DateText at={confirmed.at} />
                </>
              ) : (
                waits
              )}
            </div>
          );
        })}
      </div>
    </Sheet>
  );
}

function ItemsSheet({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  return (
    <Sheet
      title={t('agreement.items')}
      note={t('agreement.list.scope', { count: agreement.terms.items.length })}
    >
      {agreement.lacking.length > 0 && (
        <Finding title={t('agreement.lacking', { items: agreement.lacking.join('、') })}>
          {t('agreement.lacking.then')}
        </Finding>
      )}
      {agreement.lackingKey.length > 0 && (
        <Finding title={t('agreement.lackingKey', { items: agreement.lackingKey.join('、') })}>
          {t('agreement.lackingKey.then')}
        </Finding>
      )}
      {agreement.terms.items.map((item) => (
        <AgreedItem key={item.name} item={item} raised={agreement.raised} />
      ))}
    </Sheet>
  );
}

/** An item as it leaves now: by the stricter of agreed and present grade. */
function AgreedItem(props: {
  item: AgreementDetail['terms']['items'][number];
  raised: AgreementDetail['raised'];
}) {
  const { item, raised } = props;
  const t = useText();
  const now = raised?.items.find(({ name }) => name === item.name);
  const { grade, personal } = now ?? item;
  const masked = isMasked({ grade, personal, unmasked: now === undefined && item.unmasked });
  return (
    <div className={styles['item']}>
      <span>
        {item.name} {personal && <Tag>{t('agreement.personal')}</Tag>}
      </span>
      <span>
        {modeWords(t, item.modes)}
        {(masked || personal) && ` · ${t(masked ? 'agreement.masked' : 'request.scope.unmasked')}`}
        {now && raised && ` · ${t('agreement.raised', { version: raised.entryVersion, grade })}`}
      </span>
    </div>
  );
}

function quotaWords(t: Text, { quota }: AgreementDetail['terms']): string {
  return t('request.statement.quotaWords', {
    calls: formatCount(quota.callsPerDay),
    rows: formatCount(quota.rowsPerDay),
  });
}

/** Data may be there before anybody may use it. */
function Supplied({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const key = suppliedKey(agreement);
  return key ? t(key) : <DateText at={agreement.suppliedAt ?? ''} />;
}

function TermsSheet({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  const { terms } = agreement;
  return (
    <Sheet title={t('agreement.use')}>
      <Facts
        plain
        labelWidth="5rem"
        facts={[
          { label: t('agreement.purposeCode'), value: <code>{terms.purpose.code}</code> },
          {
            label: t('request.statement.basis'),
            value: <LawText title={terms.legalBasis.title} article={terms.legalBasis.article} />,
          },
          { label: t('request.statement.quota'), value: quotaWords(t, terms) },
          {
            label: t('request.statement.term'),
            value: (
              <>
                <PlainDate at={firstDay(terms.term.from, agreement.inForceAt)} /> –{' '}
                <PlainDate at={terms.term.to} />
              </>
            ),
          },
          {
            label: t('agreement.supplied'),
            value: <Supplied agreement={agreement} />,
          },
          {
            label: t('agreement.request'),
            value: (
              <Link to="/requests/$requestId" params={{ requestId: agreement.requestId }}>
                {t('agreement.request.open')}
              </Link>
            ),
          },
          {
            label: t('agreement.callId'),
            value: <CopyableCode code={agreement.id} label={t('agreement.callId.copy')} />,
          },
          {
            label: t('console.nav.exchange'),
            value: (
              <Link to="/exchange" search={{ agreement: agreement.id }}>
                {t('agreement.exchange.open')}
              </Link>
            ),
          },
        ]}
      />
    </Sheet>
  );
}

function DisposalsSheet({ agreement }: { agreement: AgreementDetail }) {
  const t = useText();
  if (agreement.disposals.length === 0) return null;
  return (
    <Sheet title={t('agreement.disposals')}>
      {agreement.disposals.map((disposal) => (
        <div key={disposal.entryId}>
          <Facts
            facts={[
              {
                label: t('request.field.disposal'),
                value: t(`request.disposal.${disposal.method as 'deleted'}`),
              },
              {
                label: t('request.field.disposedOn'),
                value: <PlainDate at={disposal.disposedOn} />,
              },
              { label: t('request.field.performedBy'), value: disposal.performedBy },
            ]}
          />
          <StatuteQuote source={`${disposal.recordedByName} · ${beijingDay(disposal.recordedAt)}`}>
            {disposal.evidence}
          </StatuteQuote>
        </div>
      ))}
    </Sheet>
  );
}
