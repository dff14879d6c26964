import { Sheet } from '../../design/sheet.tsx';
import { useText } from '../../platform/i18n.ts';
import type { Inspection } from './import-api.ts';
import styles from './imports.module.css';

/** The first rows as they came; identifiers of persons masked by the server. */
export function PreviewSheet({ inspection }: { inspection: Inspection }) {
  const t = useText();
  const names = inspection.columns.map((column) => column.source);
  return (
    <Sheet
      flush
      title={t('import.preview')}
      note={t('import.preview.note', { count: inspection.preview.length })}
    >
      <ValueTable caption={t('import.preview')} names={names} rows={inspection.preview} />
    </Sheet>
  );
}

interface ValueTableProps {
  caption: string;
  names: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}

/** Values in their columns; wide tables scroll. */
export function ValueTable({ caption, names, rows }: ValueTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls, by keyboard too
    <div className={styles['values']} tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows keep their order
            <tr key={index}>
              {names.map((name, at) => (
                <td key={name} title={row[at] ?? ''}>
                  {row[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
