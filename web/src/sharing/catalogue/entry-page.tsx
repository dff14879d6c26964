import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { LinkButton } from '../../design/link-button.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Finding } from '../../design/finding.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { PrintButton } from '../../design/print-button.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { placeProps, ReceiptTimeline } from '../../design/receipt-chip.tsx';
import { ShareClassBadge } from '../../design/share-class-badge.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { EmptyState, LoadingState } from '../../design/states.tsx';
import { useTabTitle } from '../../design/tab-title.ts';
import { Tag } from '../../design/tag.tsx';
import { SidePanel, SidePart, WorkPage } from '../../design/work-page.tsx';
import { formatDateTime } from '../../platform/formats.ts';
import { useLanguage, useText, departmentWord } from '../../platform/i18n.ts';
import { useLedgerPlaces } from '../../platform/ledger-places.ts';
import { useHasRole, useNow, useSession } from '../../platform/session.ts';
import { sourceTitle } from './hit-words.ts';
import {
  type Entry,
  entryQuery,
  type HistoryLine,
  historyQuery,
  sendAct,
  useAct,
  type Version,
} from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { ContentSheets } from './content-sheets.tsx';
import { causes } from './entry-words.ts';
import { FactsPart } from './facts-part.tsx';
import { ItemsTable } from './items-table.tsx';
import { QualitySheet } from './quality-sheet.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceMark } from './source-mark.tsx';
import { ReasonDialog, type ReasonDialogSpec } from './reason-dialog.tsx';
import { UpdateCaseSheet } from './update-case-sheet.tsx';
import { VersionsSheet } from './versions-sheet.tsx';

const route = getRouteApi('/console/catalogue/$resourceId');

/** One entry: all fields of Art 13, items, versions, where it stands, and who did what. */
export function EntryPage() {
  const { resourceId } = route.useParams();
  const query = useQuery(entryQuery(resourceId));
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState shape="page" rows={12} />;
  return <EntryView entry={query.data} />;
}

function EntryView({ entry }: { entry: Entry }) {
  const t = useText();
  const { version } = entry;
  const language = useLanguage();
  const { title: titleZh = t('catalogue.untitled'), titleEn = '' } = version?.content ?? {};
  const [title, otherTitle] = language === 'en' && titleEn !== '' ? [titleEn, titleZh] : [titleZh, titleEn];
  useTabTitle(title);
  return (
    <WorkPage side={<EntrySide entry={entry} />}>
      <PageHeader
        crumbs={[
          { label: t('console.nav.catalogue'), to: '/catalogue' },
          { label: entry.code ?? t('catalogue.state.unpublished') },
        ]}
        title={title}
        badges={version && <Badges entry={entry} version={version} />}
        note={otherTitle}
        actions={<EntryActions entry={entry} />}
      />
      <Standing entry={entry} />
      {version ? (
        <>
          <ContentSheets
            content={version.content}
            grade={version.grade}
            provider={entry.provider}
            code={entry.code}
            designation={entry.designation}
          />
          <Sheet title={t('catalogue.items.title', { count: version.content.items.length })} flush>
            <ItemsTable items={version.content.items} exportName={title} designation={entry.designation} />
          </Sheet>
          <QualitySheet resourceId={entry.id} />
          <VersionsSheet entry={entry} current={version.number} />
        </>
      ) : (
        <Sheet>
          <EmptyState title={t('catalogue.notYet')}>{t('catalogue.notYet.advice')}</EmptyState>
        </Sheet>
      )}
    </WorkPage>
  );
}

function Badges({ entry, version }: { entry: Entry; version: Version }) {
  const t = useText();
  const { shareClass } = version.content;
  return (
    <>
      {shareClass && <ShareClassBadge shareClass={shareClass} />}
      {entry.designation?.resourceId === entry.id && <SourceMark items={entry.designation.itemNames} />}
      {version.grade.personal && <Tag>{t('catalogue.personal.true')}</Tag>}
      {entry.state === 'withdrawn' && <Tag>{t('catalogue.state.withdrawn')}</Tag>}
    </>
  );
}

/** What a reader must know before the fields: withdrawn, collected twice, a change or an update under way. */
function Standing({ entry }: { entry: Entry }) {
  const t = useText();
  const language = useLanguage();
  const { designation, draft } = entry;
  return (
    <div className={styles['attention']}>
      {entry.state === 'withdrawn' && (
        <Finding title={t('catalogue.state.withdrawn')}>
          <span className="serif">{entry.withdrawnReason}</span>{' '}
          {entry.withdrawnAt && <DateText at={entry.withdrawnAt} />}
        </Finding>
      )}
      {designation && designation.resourceId !== entry.id && designation.itemNames.length === 0 && (
        <Finding
          icon="duplicate"
          title={t('catalogue.twice')}
          action={
            <Link to="/catalogue/$resourceId" params={{ resourceId: designation.resourceId }}>
              {t('catalogue.toSource')}
            </Link>
          }
        >
          {t('catalogue.sourceNamed', {
            department: designation.departmentName,
            title: sourceTitle(designation, language),
          })}
        </Finding>
      )}
      {draft && (
        <Finding
          icon="edit"
          title={t('catalogue.changeUnderWay')}
          action={
            <Link
              to={
                draft.state === 'draft' || draft.state === 'returned'
                  ? '/catalogue/$resourceId/compile'
                  : '/catalogue/$resourceId/review'
              }
              params={{ resourceId: entry.id }}
            >
              {t('catalogue.openChange')}
            </Link>
          }
        >
          {t(`catalogue.state.${draft.state}`)} ·{' '}
          {t('catalogue.versionOf', { number: draft.upcomingVersion })}
        </Finding>
      )}
      {entry.updateCase && <UpdateCaseSheet updateCase={entry.updateCase} />}
    </div>
  );
}

function EntryActions({ entry }: { entry: Entry }) {
  const t = useText();
  const navigate = useNavigate();
  const { department } = useSession();
  const compiles = useHasRole('clerk', 'sharingOfficeHead');
  const [asked, setAsked] = useState<ReasonDialogSpec>();
  const [naming, setNaming] = useState(false);
  const isAuthority = useHasRole('authorityOfficer') && department.id === entry.authority.id;
  const copy = useAct();
  const isOwn = department.id === entry.provider.id;
  const shareClass = entry.version?.content.shareClass;
  const announced = entry.state === 'published';
  const openCopy = () =>
    copy.mutate(
      { path: `resources/${entry.id}/copy` },
      {
        onSuccess: ({ resourceId }) =>
          void navigate({ to: '/catalogue/$resourceId/compile', params: { resourceId } }),
      },
    );
  return (
    <>
      <PrintButton />
      {isAuthority && announced && (
        <Button onClick={() => setNaming(true)}>{t('catalogue.nameSource')}</Button>
      )}
      {compiles && announced && (
        <Button onClick={openCopy} loading={copy.isPending}>
          {t('catalogue.copy')}
        </Button>
      )}
      {compiles && isOwn && announced && !entry.draft && (
        <>
          <Button onClick={() => setAsked(withdrawal(entry.id))}>{t('catalogue.withdraw')}</Button>
          <Button type="primary" onClick={() => setAsked(revision(entry.id))}>
            {t('catalogue.revise')}
          </Button>
        </>
      )}
      {compiles && !isOwn && announced && shareClass !== 'withheld' && (
        <LinkButton to="/requests/new" search={{ resource: entry.id }} color="primary" variant="solid">
          {t('catalogue.ask')}
        </LinkButton>
      )}
      {compiles && !isOwn && announced && shareClass === 'withheld' && (
        <LinkButton to="/requests/demands" search={{ review: entry.id }}>
          {t('catalogue.askReview')}
        </LinkButton>
      )}
      {copy.error && <ProblemAlert problem={copy.error} />}
      {naming && <SourceDialog entry={entry} onClose={() => setNaming(false)} />}
      {asked && <ReasonDialog spec={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

const revision = (id: string): ReasonDialogSpec => ({
  title: 'catalogue.revise',
  note: 'catalogue.revise.note',
  label: 'catalogue.field.basis',
  causes,
  send: (body) => sendAct({ path: `resources/${id}/revise`, body }),
  goesOn: 'compile',
  resourceId: id,
  reasonName: 'basis',
});

const withdrawal = (id: string): ReasonDialogSpec => ({
  title: 'catalogue.withdraw',
  note: 'catalogue.withdraw.note',
  label: 'catalogue.field.reason',
  send: (body) => sendAct({ path: `resources/${id}/withdraw`, body }),
  resourceId: id,
  reasonName: 'reason',
});

function EntrySide({ entry }: { entry: Entry }) {
  const t = useText();
  const history = useInfiniteQuery(historyQuery(entry.id));
  const { rows, hasMore, onMore, loadingMore } = keysetRows<HistoryLine>(history);
  const now = useNow();
  const places = useLedgerPlaces(rows.flatMap(({ receipt }) => receipt ?? []));
  const steps = rows.flatMap((line) =>
    line.receipt === null
      ? []
      : [
          {
            entryId: line.receipt,
            ...placeProps(places.get(line.receipt)),
            title: t(`catalogue.act.${line.act as 'published'}`),
            note: `${departmentWord(line.departmentName)} ${line.actorName} · ${formatDateTime(line.at, now)}${line.reason ? ` · ${line.reason}` : ''}`,
          },
        ],
  );
  return (
    <SidePanel label={t('catalogue.steps')}>
      <FactsPart entry={entry} />
      {entry.updateCase && (
        <SidePart title={t('catalogue.updateClock')}>
          <ClockChip clock={entry.updateCase.clock} layout="row" />
        </SidePart>
      )}
      <SidePart title={t('catalogue.steps')} note={t('catalogue.steps.note')}>
        {steps.length === 0 ? (
          <p className="caption">{t('catalogue.steps.none')}</p>
        ) : (
          <ReceiptTimeline steps={steps} />
        )}
        {hasMore && (
          <Button size="small" onClick={onMore} loading={loadingMore}>
            {t('console.table.more')}
          </Button>
        )}
      </SidePart>
    </SidePanel>
  );
}
