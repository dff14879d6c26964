import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { RuleLink } from '../../design/article-link.tsx';
import { ClockChip } from '../../design/clock-chip.tsx';
import { DepartmentFlow, DepartmentName } from '../../design/department-name.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { TitleText } from '../../design/title-text.tsx';
import { say } from '../inbox/sentence.ts';
import type { Cockpit } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

interface OverdueSheetProps {
  rows: Cockpit['overdue'];
  total: number;
  kinds: Cockpit['overdueKinds'];
}

/** The matters that are late now, longest first; each counts on the provider's record. */
export function OverdueSheet({ rows, total, kinds }: OverdueSheetProps) {
  const t = useText();
  return (
    <Sheet title={t('cockpit.overdue.title')} note={total > 0 && <Counted total={total} kinds={kinds} />}>
      {rows.length === 0 && <EmptyState title={t('cockpit.overdue.none')} />}
      <ul className={styles['overdue']}>
        {rows.slice(0, 5).map(({ clock, titleEn, department, counterpart, href }) => (
          <li key={clock.id}>
            <div className={styles['words']}>
              <Link to={href as never} className={styles['title']}>
                <TitleText of={{ title: clock.subjectTitle, titleEn }} />
              </Link>
              <div className={styles['small']}>
                {counterpart ? (
                  <DepartmentFlow from={counterpart} to={department} />
                ) : (
                  <DepartmentName department={department} />
                )}
              </div>
            </div>
            <RuleLink rule={clock.rule} quiet />
            <ClockChip layout="words" clock={clock} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** How many in all, and of which kinds: replies, which the figure above counts, are one of them. */
function Counted({ total, kinds }: { total: number; kinds: Cockpit['overdueKinds'] }) {
  const t = useText();
  return (
    <>
      <Link to="/overdue">{t('cockpit.overdue.note', { count: total })}</Link>
      {kinds.map(({ kind, open }) => (
        <Fragment key={kind}>
          {' · '}
          <Link to="/overdue" search={{ kind }}>
            {t('cockpit.overdue.kind', { kind: say(t, `overdue.kind.${kind}`), count: open })}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
