import { ArticleLink } from '../../design/article-link.tsx';
import { DayTape } from '../../design/day-tape.tsx';
import { Sheet, SheetDivider } from '../../design/sheet.tsx';
import { StepLine } from '../../design/step-line.tsx';
import type { TapeDay } from '../../design/tape-cells.ts';
import { formatShortDate } from '../../platform/formats.ts';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import type { Clock, RequestDetail } from './request-api.ts';
import { requestSteps } from './request-steps.ts';

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
  return (
    <DayTape
      days={tapeDays(clock)}
      due={clock.dueOn}
      startLabel={t('request.tape.received')}
      title={
        <>
          <b>{t(isReply ? 'request.tape.reply' : 'request.tape.supply')}</b>{' '}
          <ArticleLink article={clock.rule.article} ruleId={clock.rule.id} quiet /> ·{' '}
          {isReply
            ? t(`request.tape.class.${request.shareClass}`, { days: clock.totalDays })
            : t('request.tape.supplyDays', { days: clock.totalDays })}
        </>
      }
      summary={tapeSummary(t, clock, now)}
    />
  );
}

/** The engine's days, drawn by the console; the share of a tape that a picture needs is all of it. */
export function tapeDays(clock: Clock): TapeDay[] {
  return (clock.tape ?? []).map(({ date, kind, today, number }) => ({ date, kind, today, number }));
}

export function tapeSummary(t: Text, clock: Clock, now: Date): string {
  if (clock.state === 'unpublished')
    return t('request.tape.unpublished', { year: clock.unpublishedYear ?? '' });
  const parts = [t('request.tape.used', { days: clock.usedDays })];
  if (clock.pausedDays > 0) parts.push(t('request.tape.paused', { days: clock.pausedDays }));
  if (clock.state === 'running') parts.push(t('request.tape.left', { days: clock.remainingDays }));
  // Lateness stays on record, so it stays in sight after the reply (Art 39).
  if (clock.state === 'late' || clock.urgency === 'done-late')
    parts.push(t('request.tape.late', { days: Math.max(1, clock.overdueDays) }));
  const due = clock.dueOn ? t('request.tape.due', { date: formatShortDate(clock.dueOn, now) }) : '';
  return [parts.join(' · '), due].filter(Boolean).join(t('request.tape.semicolon'));
}
