import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { formatLongDate, formatShortDate, formatWeekday } from '../platform/formats.ts';
import { type Text, useLanguage, useText } from '../platform/i18n.ts';
import { useNow } from '../platform/session.ts';
import { RuleLink } from './article-link.tsx';
import styles from './clock-chip.module.css';
import { ClockRing } from './clock-ring.tsx';
import { type ClockTone, type ClockView, clockTone, isUncounted, overdueDays } from './clock-tone.ts';

interface ClockChipProps {
  clock: ClockView;
  /**
   * `row`: two lines, in lists. `words`: ring and words alone, where the dates stand elsewhere. `line`: one line, ends
   * apart, on the phone. `pill`: on a soft ground beside a title. `block`: the preview's head, with what happens if
   * nothing is done.
   */
  layout?: 'row' | 'words' | 'line' | 'pill' | 'block';
  /** What happens if nothing is done; for `block`. */
  consequence?: ReactNode;
  /** Opens the tape. */
  onOpen?: () => void;
}

/** How long there is, until when, and by which article. */
export function ClockChip({ clock, layout = 'row', consequence, onOpen }: ClockChipProps) {
  const t = useText();
  const tone = clockTone(clock);
  const head = (
    <>
      <ClockRing clock={clock} />
      <span className={styles['words']}>{clockWords(t, clock, tone)}</span>
    </>
  );
  return (
    <div className={clsx(styles['chip'], styles[layout], styles[tone])}>
      {onOpen ? (
        <button type="button" className={styles['open']} onClick={onOpen} title={t('console.clock.openTape')}>
          {head}
        </button>
      ) : (
        <div className={styles['head']}>{head}</div>
      )}
      {layout !== 'words' && <ClockDates clock={clock} tone={tone} layout={layout} />}
      {consequence && <div className={styles['consequence']}>{consequence}</div>}
    </div>
  );
}

/** The chip's sentence alone, for titles and announcements. */
export function clockWords(t: Text, clock: ClockView, tone: ClockTone = clockTone(clock)): string {
  switch (tone) {
    case 'calm':
    case 'soon':
      return t('console.clock.remaining', { count: clock.remainingDays });
    case 'today':
      return t('console.clock.dueToday');
    case 'late':
      return overdueDays(clock) === 0
        ? t('console.clock.lateToday')
        : t(isUncounted(clock) ? 'console.clock.lateAtLeast' : 'console.clock.late', {
            count: overdueDays(clock),
          });
    case 'paused':
      return t('console.clock.paused');
    case 'done':
      return isUncounted(clock)
        ? t('console.clock.done')
        : t('console.clock.doneIn', { count: clock.usedDays });
    case 'doneLate':
      return isUncounted(clock)
        ? t('console.clock.doneLateAny')
        : t('console.clock.doneLate', { count: clock.usedDays });
    case 'unknown':
      return t('console.clock.unpublished');
  }
}

function ClockDates({ clock, tone, layout }: { clock: ClockView; tone: ClockTone; layout: string }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const inLongForm = layout === 'block' || layout === 'pill';
  const day = (at: string) => (inLongForm ? formatLongDate(at, now, language) : formatShortDate(at, now));
  const parts: ReactNode[] = [];
  if (tone === 'paused' && clock.pausedSince)
    parts.push(t('console.clock.pausedSince', { date: day(clock.pausedSince) }));
  else if (clock.dueOn !== null) {
    const named = tone === 'late' || tone === 'doneLate' ? 'console.clock.wasDue' : 'console.clock.dueOn';
    parts.push(t(named, { date: day(clock.dueOn), weekday: formatWeekday(clock.dueOn, language) }));
  }
  if (isUncounted(clock))
    parts.push(t('console.clock.unpublishedNote', { year: clock.unpublishedYear ?? '' }));
  if (tone !== 'paused' && clock.rule) {
    parts.push(<RuleLink key="rule" rule={clock.rule} quiet />);
  }
  if (layout === 'block' && clock.state === 'running') {
    parts.push(t('console.clock.used', { used: clock.usedDays, total: clock.totalDays }));
  }
  return (
    <div className={styles['dates']}>
      {parts.filter(Boolean).map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts keep their order
        <span key={index}>{part}</span>
      ))}
    </div>
  );
}
