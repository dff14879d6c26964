import { Icon, type IconName } from '../../design/icon.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { useText } from '../../platform/i18n.ts';
import type { ImportRow } from './import-api.ts';
import { problemWords } from './import-words.ts';
import styles from './imports.module.css';

const signs: Readonly<Record<ImportRow['state'], IconName>> = {
  inspecting: 'search',
  inspected: 'edit',
  loading: 'refresh',
  cancelling: 'pause',
  loaded: 'check',
  switched: 'check',
  failed: 'warning',
  cancelled: 'close',
};

/** Where an import stands, in a word and a shape; how far a running one is; why a failed one failed. */
export function ImportState({ run }: { run: ImportRow }) {
  const t = useText();
  const { state, progress, problem } = run;
  return (
    <div>
      <span className={styles['state']} data-state={state}>
        <Icon name={signs[state]} size={1.1} /> {t(`import.state.${state}`)}
      </span>
      {state === 'loading' && progress && <MeterBar value={progress.bytesRead} max={progress.totalBytes} />}
      {problem && <div className="caption">{problemWords(t, problem)}</div>}
    </div>
  );
}
