import { MeterBar } from '../../design/meter-bar.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { formatCount } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import type { Report } from './import-api.ts';
import styles from './imports.module.css';
import { visibleBlanks } from './visible-blanks.ts';

type Examples = NonNullable<Report['columns'][number]['changes']>['examples'];

interface Change {
  column: string;
  /** The text that is loaded as empty; undefined for a conversion. */
  emptied?: string;
  count: number;
  examples: Examples;
}

function changesOf(report: Report): Change[] {
  return report.columns.flatMap(({ source: column, changes }) => {
    if (!changes) return [];
    const { emptied, converted, examples } = changes;
    return [
      ...emptied.map(({ text, count }) => ({ column, emptied: text, count, examples: [] })),
      ...(converted > 0 ? [{ column, count: converted, examples }] : []),
    ];
  });
}

/** What the import made of good values: nothing of a clerk's file changes unseen. */
export function ChangesSheet({ report }: { report: Report }) {
  const t = useText();
  const changes = changesOf(report).toSorted((a, b) => b.count - a.count);
  if (changes.length === 0) return null;
  return (
    <Sheet title={t('import.changes')} note={t('import.changes.note')}>
      <ul className={styles['changes']}>
        {changes.map(({ column, emptied, count, examples }) => (
          <li key={`${column} ${emptied}`}>
            <span>
              {column}{' '}
              <span className={styles['quiet']}>
                {emptied === undefined
                  ? t('import.changes.converted')
                  : t('import.changes.emptied', { text: visibleBlanks(emptied) })}
              </span>
            </span>
            <MeterBar value={count} max={report.rowsRead} />
            <span className={styles['barCount']}>
              {t('import.changes.count', { count: formatCount(count) })}
            </span>
            {examples.length > 0 && <ExampleRow examples={examples} />}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function ExampleRow({ examples }: { examples: Examples }) {
  return (
    <span className={styles['changeExamples']}>
      {examples.slice(0, 3).map(({ from, to }) => (
        <span key={from}>
          <code>{visibleBlanks(from)}</code> → <code>{visibleBlanks(to)}</code>
        </span>
      ))}
    </span>
  );
}
