import type { Delta, FigureCardProps } from '../../design/figure-card.tsx';
import { formatCount, formatDecimal } from '../../platform/formats.ts';
import type { Language, Text } from '../../platform/i18n.ts';
import { parseSearch } from '../../platform/search-params.ts';
import { shortMonth } from '../../platform/spans.ts';
import type { Figure } from './inbox-api.ts';
import { say } from './sentence.ts';

const shown = (figure: Figure, value: number) =>
  figure.unit === 'percent' || figure.unit === 'workingDays' ? formatDecimal(value, 1) : formatCount(value);

const unitOf = (t: Text, { unit }: Figure) => (unit === 'percent' ? '%' : t(`inbox.unit.${unit}`));

/** Sign shows direction, the verdict shows good or bad; neither where neither is. */
function deltaOf(t: Text, figure: Figure): Delta | undefined {
  const { value, previous, better } = figure;
  if (value === null || previous === null) return undefined;
  // As it is written: a change that is too small to show is none.
  const change = Math.round((value - previous) * 10) / 10;
  const direction = change === 0 ? 'flat' : change > 0 ? 'up' : 'down';
  const good = change === 0 || better === 'none' ? null : change > 0 === (better === 'higher');
  const size = shown(figure, Math.abs(change));
  return {
    direction,
    change: figure.unit === 'percent' ? t('inbox.change.points', { change: size }) : size,
    good,
    against: t(figure.month === undefined ? 'inbox.change.against' : 'inbox.change.againstBefore'),
  };
}

function targetOf(figure: Figure): NonNullable<FigureCardProps['records']> {
  const [to = '/inbox', search = ''] = figure.href.split('?');
  return { to, search: parseSearch(search) };
}

interface Words {
  t: Text;
  language: Language;
  today: string;
}

/** A figure of an earlier month says so. */
function labelOf(words: Words, { label, month }: Figure): string {
  const { t, language, today } = words;
  if (month === undefined) return say(t, label);
  return t('inbox.ofMonth', { label: say(t, label), month: shortMonth(month, today, language) });
}

/** Own figures as cards, each with last month beside it and the records behind it. */
export function figureCards(words: Words, figures: readonly Figure[]): FigureCardProps[] {
  const { t } = words;
  return figures.map((figure) => {
    const delta = deltaOf(t, figure);
    const course = figure.series.filter((value) => value !== null);
    return {
      size: 'small',
      label: labelOf(words, figure),
      value: figure.value === null ? '–' : shown(figure, figure.value),
      ...(figure.value === null ? {} : { unit: unitOf(t, figure) }),
      ...(delta ? { delta } : {}),
      ...(course.length > 1 ? { course } : {}),
      ...(figure.target === undefined
        ? {}
        : {
            footEnd: t('inbox.target', { target: `${figure.target}${figure.unit === 'percent' ? '%' : ''}` }),
          }),
      records: targetOf(figure),
    };
  });
}
