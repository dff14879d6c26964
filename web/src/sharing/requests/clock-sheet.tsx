import { RuleLink } from '../../design/article-link.tsx';
import { isUncounted, overdueDays } from '../../design/clock-tone.ts';
import { DayTape } from '../../design/day-tape.tsx';
import { Facts } from '../../design/facts.tsx';
import { Sheet, SheetDivider } from '../../design/sheet.tsx';
import { StepLine } from '../../design/step-line.tsx';
import { formatShortDate } from '../../platform/formats.ts';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { AskedExtension } from './asked-extension.tsx';
import type { Clock, RequestDetail } from './request-api.ts';
import styles from './request-page.module.css';
import { requestSteps } from './request-steps.ts';
import { extendedBy, openExtension, proposedTape, tapeDays } from './request-tape.ts';

/** Steps on top, below them the clock that runs, or the one that ran last, day by day. */
export function ClockSheet({ request }: { request: RequestDetail }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const clock = request.repliedAt === null ? request.replyClock : (request.supplyClock ?? request.replyClock);
  return (
    <Sheet>
      <StepLine steps={requestSteps(request, { t, language, now })} />
      {clock?.tape && clock.tape.length > 1 && (
        <>
          <SheetDivider />
          <ClockTape clock={clock} request={request} />
        </>
      )}
    </Sheet>
  );
}

function ClockTape({ clock, request }: { clock: Clock; request: RequestDetail }) {
  const t = useText();
  const now = useNow();
  const isReply = clock.kind === 'request.reply';
  const extra = isReply ? extendedBy(request.extensions) : 0;
  const asked = isReply ? openExtension(request) : undefined;
  // Art 21 says ten and with consent at most ten more: the two are never one number.
  const days = extra > 0 ? `${clock.totalDays - extra} + ${extra}` : clock.totalDays;
  return (
    <>
      <DayTape
        days={asked ? proposedTape(clock, asked) : tapeDays(clock, extra)}
        due={clock.dueOn}
        startLabel={t('request.tape.received')}
        title={
          <>
            <b>{t(isReply ? 'request.tape.reply' : 'request.tape.supply')}</b>{' '}
            <RuleLink rule={clock.rule} quiet /> ·{' '}
            {isReply
              ? t(`request.tape.class.${request.shareClass}`, { days })
              : t('request.tape.supplyDays', { days })}
          </>
        }
        summary={tapeSummary(t, clock, now)}
      />
      {asked && (
        <Facts
          plain
          facts={[
            {
              label: <b className={styles['ochre']}>{t('request.extension.asked')}</b>,
              value: <AskedExtension extension={asked} />,
              aside: t('request.tape.legend'),
            },
          ]}
        />
      )}
    </>
  );
}

export function tapeSummary(t: Text, clock: Clock, now: Date): string {
  if (clock.state === 'unpublished')
    return t('request.tape.unpublished', { year: clock.unpublishedYear ?? '' });
  const parts = isUncounted(clock) ? [] : [t('request.tape.used', { days: clock.usedDays })];
  if (clock.pausedDays > 0) parts.push(t('request.tape.paused', { days: clock.pausedDays }));
  if (clock.state === 'paused') parts.push(t('request.tape.pausedNow', { days: clock.remainingDays }));
  if (clock.state === 'running') parts.push(t('request.tape.left', { days: clock.remainingDays }));
  // Lateness stays on record, so it stays in sight after the reply (Art 39).
  if (clock.state === 'late' || clock.urgency === 'done-late') {
    const days = overdueDays(clock);
    const late = isUncounted(clock) ? 'console.clock.lateAtLeast' : 'console.clock.late';
    parts.push(days === 0 ? t('console.clock.lateToday') : t(late, { count: days }));
  }
  const due = clock.dueOn ? t('request.tape.due', { date: formatShortDate(clock.dueOn, now) }) : '';
  return [parts.join(' · '), due].filter(Boolean).join(t('request.tape.semicolon'));
}
