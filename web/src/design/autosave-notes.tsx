import { Button } from 'antd';
import { formatTime } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import { useCityTime } from '../platform/session.ts';
import { isProblem } from '../platform/problem.ts';
import styles from './autosave-notes.module.css';
import { Finding } from './finding.tsx';
import type { Autosave } from './use-autosave.ts';

interface UnsavedNotesProps<Value extends object> {
  draft: Autosave<Value>;
  /** Names of fields by their JSON pointer, as the form shows them. */
  fieldLabels: Readonly<Record<string, string>>;
}

/** At the foot: whether what was typed is on the server, on its way, or on this machine only. */
export function SavingNote<Value extends object>({ draft, fieldLabels }: UnsavedNotesProps<Value>) {
  const t = useText();
  const cityTime = useCityTime();
  const { saving, problem, savedAt, held } = draft;
  const saved =
    savedAt === undefined
      ? t('console.draft.automatic')
      : t('console.draft.savedAt', { time: formatTime(cityTime(savedAt)) });
  const standing = problem === undefined ? saved : t('console.draft.unsaved');
  const fields = held.map((field) => fieldLabels[`/${field}`] ?? field).join(t('console.draft.held.comma'));
  const rest = held.length > 0 ? t('console.draft.held', { fields }) : standing;
  return <span role="status">{saving ? t('console.draft.saving') : rest}</span>;
}

/** Words that did not reach the server: kept here, back from an earlier visit, or beside what was saved elsewhere. */
export function UnsavedNotes<Value extends object>({ draft, fieldLabels }: UnsavedNotesProps<Value>) {
  const t = useText();
  const setAside = Object.entries(draft.setAside);
  return (
    <>
      {isProblem(draft.problem, 'PLATFORM_VERSION_CHANGED') && (
        <Finding
          icon="refresh"
          title={t('console.draft.overtaken')}
          action={
            <Button size="small" onClick={() => location.reload()}>
              {t('console.draft.reload')}
            </Button>
          }
        />
      )}
      {draft.restored && <Finding icon="undo" title={t('console.draft.restored')} />}
      {setAside.length > 0 && (
        <Finding
          icon="undo"
          title={t('console.draft.setAside')}
          action={
            <span className={styles['choices']}>
              <Button size="small" onClick={() => draft.decide('drop')}>
                {t('console.draft.setAside.drop')}
              </Button>
              <Button size="small" onClick={() => draft.decide('take')}>
                {t('console.draft.setAside.take')}
              </Button>
            </span>
          }
        >
          <ul className={styles['fields']}>
            {setAside.map(([field, value]) => (
              <li key={field}>
                {fieldLabels[`/${field}`] ?? t('console.draft.setAside.field')}
                {wordsIn(value) !== '' && <p className={styles['words']}>{wordsIn(value)}</p>}
              </li>
            ))}
          </ul>
        </Finding>
      )}
    </>
  );
}

/** What a person typed into a field; lists and choices are named only. */
function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  return Object.values(value)
    .filter((part) => typeof part === 'string')
    .join(' · ');
}
