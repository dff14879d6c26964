import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DateText } from '../../design/date-text.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { Sheet, SheetGrid } from '../../design/sheet.tsx';
import { FailureState, LoadingState } from '../../design/states.tsx';
import { TitleText } from '../../design/title-text.tsx';
import { useText } from '../../platform/i18n.ts';
import { requestsQuery } from '../requests/list-query.ts';
import { noticesQuery, overdueQuery } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { NoticeWords } from './notice-strip.tsx';

/** Rows of each part; the pages behind them have the rest. */
const SHOWN = 5;
const WEEK_MS = 7 * 86_400_000;
const CONSENTS = { state: ['awaitingOfficeConsent', 'awaitingReplyConsent'] } satisfies Parameters<
  typeof requestsQuery
>[0];

/** What a head looks for beside the own tasks: what waits for consent, what is late, what changed in seven days. */
export function HeadBrief({ asOf }: { asOf: string }) {
  return (
    <div className={styles['headBrief']}>
      <SheetGrid minColumn={18}>
        <AwaitingConsent />
        <LateNow />
        <Lately asOf={asOf} />
      </SheetGrid>
    </div>
  );
}

interface PartProps {
  title: string;
  none: string;
  more: ReactNode;
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  rows: readonly { key: string; content: ReactNode }[];
}

function Part({ title, none, more, query, rows }: PartProps) {
  return (
    <Sheet title={title} note={more}>
      {query.isPending && <LoadingState shape="text" rows={3} />}
      {query.isError && <FailureState problem={query.error} onRetry={() => void query.refetch()} />}
      {!query.isPending && !query.isError && rows.length === 0 && <p className="caption">{none}</p>}
      <ul className={styles['briefRows']}>
        {rows.slice(0, SHOWN).map(({ key, content }) => (
          <li key={key}>{content}</li>
        ))}
      </ul>
    </Sheet>
  );
}

function AwaitingConsent() {
  const t = useText();
  const query = useInfiniteQuery(requestsQuery(CONSENTS));
  const found = query.data?.pages[0]?.items ?? [];
  return (
    <Part
      title={t('inbox.head.consent')}
      none={t('inbox.head.consent.none')}
      query={query}
      more={
        <Link to="/requests" search={CONSENTS}>
          {t('inbox.head.all')}
        </Link>
      }
      rows={found.map((row) => ({
        key: row.id,
        content: (
          <>
            <div>
              <Link to="/requests/$requestId" params={{ requestId: row.id }}>
                <TitleText of={row.resource} />
              </Link>
              <div className="caption">
                {t(`request.state.${row.state}`)} · <DepartmentFlow from={row.requester} to={row.provider} />
              </div>
            </div>
            {row.clock && <ClockChip layout="words" clock={row.clock} />}
          </>
        ),
      }))}
    />
  );
}

function LateNow() {
  const t = useText();
  const query = useInfiniteQuery(overdueQuery({}));
  const found = query.data?.pages[0]?.items ?? [];
  return (
    <Part
      title={t('inbox.head.late')}
      none={t('overdue.none')}
      query={query}
      more={<Link to="/overdue">{t('inbox.openBoard')}</Link>}
      rows={found.map(({ clock, titleEn, department, href }) => ({
        key: clock.id,
        content: (
          <>
            <div>
              <Link to={href}>
                <TitleText of={{ title: clock.subjectTitle, titleEn }} />
              </Link>
              <div className="caption">
                <DepartmentName department={department} />
              </div>
            </div>
            <ClockChip layout="words" clock={clock} />
          </>
        ),
      }))}
    />
  );
}

function Lately({ asOf }: { asOf: string }) {
  const t = useText();
  const query = useInfiniteQuery(noticesQuery);
  const since = Date.parse(asOf) - WEEK_MS;
  const found = (query.data?.pages[0]?.items ?? []).filter(({ at }) => Date.parse(at) >= since);
  return (
    <Part
      title={t('inbox.head.week')}
      none={t('inbox.head.week.none')}
      query={query}
      more={<Link to="/notices">{t('inbox.head.all')}</Link>}
      rows={found.map((notice) => ({
        key: notice.id,
        content: (
          <div>
            <Link to={notice.href}>
              <NoticeWords notice={notice} />
            </Link>
            <div className="caption">
              <DateText at={notice.at} />
            </div>
          </div>
        ),
      }))}
    />
  );
}
