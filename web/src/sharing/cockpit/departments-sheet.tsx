import { Link } from '@tanstack/react-router';
import { DotPlot, type DotRow } from '../../design/dot-plot.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { formatDecimal } from '../../platform/formats.ts';
import { useText, departmentWord } from '../../platform/i18n.ts';
import { judgedIn } from './cockpit-figures.ts';
import type { DepartmentTimeliness } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

interface Months {
  current: string;
  previous: string;
}

function dotRow(department: DepartmentTimeliness, target: number, months: Months): DotRow {
  const { departmentId, departmentShortName, current, previous, openOverdue } = department;
  const value = current.onTimePercent ?? undefined;
  return {
    id: departmentId,
    label: departmentWord(departmentShortName),
    value,
    before: previous.onTimePercent ?? undefined,
    figure: value === undefined ? '–' : formatDecimal(value, 1),
    aside:
      openOverdue === 0 ? (
        '–'
      ) : (
        <Link to="/requests" search={{ provider: departmentId, owed: true }} className={styles['late']}>
          {openOverdue}
        </Link>
      ),
    missed: value !== undefined && value < target,
    records: {
      to: '/requests',
      search: {
        provider: departmentId,
        ...judgedIn(value === undefined ? months.previous : months.current),
      },
    },
  };
}

/**
 * Share of matters replied to in time by department, from last month to this one, against one target; worst last. Who
 * had none this month shows last month's ring only.
 */
export function DepartmentsSheet(props: {
  departments: readonly DepartmentTimeliness[];
  target: number;
  months: Months;
}) {
  const { departments, target, months } = props;
  const t = useText();
  const rows = departments
    .filter(({ current, previous }) => current.onTimePercent !== null || previous.onTimePercent !== null)
    .map((department) => dotRow(department, target, months))
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1) || (b.before ?? 0) - (a.before ?? 0));
  const least = Math.min(80, ...rows.flatMap((row) => [row.value ?? 100, row.before ?? 100]));
  return (
    <Sheet title={t('cockpit.departments.title')} note={t('cockpit.departments.note', { target })}>
      {rows.length === 0 ? (
        <EmptyState title={t('cockpit.empty')} />
      ) : (
        <DotPlot
          label={t('cockpit.departments.title')}
          rows={rows}
          min={Math.floor(least / 10) * 10}
          max={100}
          target={target}
        />
      )}
    </Sheet>
  );
}
