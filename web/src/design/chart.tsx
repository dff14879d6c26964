import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../platform/i18n.ts';
import { loadAnew } from '../platform/lazy-page.ts';
import type { ChartProps } from './chart-canvas.tsx';
import styles from './chart.module.css';

const ChartCanvas = lazy(() => import('./chart-canvas.tsx').catch(loadAnew));

interface ChartTable {
  header: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}

interface ChartFrameProps extends ChartProps {
  /** The same figures as a table: for readers, and for whoever wants to see them. */
  table: ChartTable;
}

/**
 * A chart with its figures. `option` is drawn again when it changes (keep it in `useCallback`), and with theme and
 * size; ECharts is loaded with the first chart. Series and components available: line, bar, scatter, heatmap; grid, tooltip, mark line, mark area.
 */
export function Chart({ table, ...chart }: ChartFrameProps) {
  const t = useText();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles['chart']} aria-label={chart.label}>
      {asTable ? (
        /* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide tables scroll, by keyboard too */
        <div className={styles['scroll']} tabIndex={0}>
          <Figures table={table} label={chart.label} />
        </div>
      ) : (
        <Suspense fallback={<div style={{ height: `${chart.height / 16}rem` }} />}>
          <ChartCanvas {...chart} />
        </Suspense>
      )}
      {!asTable && (
        <div className="sr-only">
          <Figures table={table} label={chart.label} />
        </div>
      )}
      <button
        type="button"
        className={styles['switch']}
        onClick={() => setAsTable(!asTable)}
        aria-pressed={asTable}
      >
        {t(asTable ? 'console.chart.asChart' : 'console.chart.asTable')}
      </button>
    </figure>
  );
}

function Figures({ table, label }: { table: ChartTable; label: string }) {
  return (
    <table className={styles['figures']}>
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          {table.header.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, rowIndex) => (
          // oxlint-disable-next-line react/no-array-index-key -- figures keep their order
          <tr key={rowIndex}>
            {row.map((cell, index) =>
              index === 0 ? (
                // oxlint-disable-next-line react/no-array-index-key -- figures keep their order
                <th key={index} scope="row">
                  {cell}
                </th>
              ) : (
                // oxlint-disable-next-line react/no-array-index-key -- figures keep their order
                <td key={index}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
