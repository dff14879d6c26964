import type { QueryKey } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '../platform/i18n.ts';
import { isGone } from '../platform/problem.ts';
import { removePreference } from '../platform/preferences.ts';
import { useCityTime, useSession } from '../platform/session.ts';
import styles from './left-behind.module.css';
import { CopyButton } from './code-block.tsx';
import { DateText } from './date-text.tsx';
import { readDraft, unsavedKey } from './draft-store.ts';
import type { Unsaved } from './self-saving.ts';
import { Sheet } from './sheet.tsx';
import { type TypedField, wordsLeft } from './words-left.ts';

interface LeftBehindProps {
  /** Why the draft can not be opened; nothing is drawn unless it is gone. */
  problem: unknown;
  /** As the draft saved itself. */
  queryKey: QueryKey;
  fields: readonly TypedField[];
  /** Where to begin anew. */
  action?: ReactNode;
}

/** Below the page of a draft that was deleted elsewhere: what this person had written, kept on this machine. */
export function LeftBehind({ problem, queryKey, fields, action }: LeftBehindProps) {
  const t = useText();
  const { person } = useSession();
  const cityTime = useCityTime();
  const storageKey = unsavedKey(person.id, queryKey);
  const [found, setFound] = useState(() => readDraft<Unsaved<object>>(storageKey));
  const words = found ? wordsLeft(found.value.patch, fields) : [];
  if (!found || words.length === 0 || !isGone(problem)) return null;
  const forget = () => {
    removePreference(storageKey);
    setFound(undefined);
  };
  return (
    <div className={styles['left']}>
      <Sheet title={t('console.draft.left')} note={<DateText at={cityTime(found.savedAt).toISOString()} />}>
        <p className="secondary">{t('console.draft.left.note')}</p>
        <ul className={styles['fields']}>
          {words.map(({ label, text }) => (
            <li key={label}>
              <b>{label}</b>
              <p className={styles['words']}>{text}</p>
            </li>
          ))}
        </ul>
        <div className={styles['acts']}>
          <CopyButton
            text={words.map(({ label, text }) => `${label}\n${text}`).join('\n\n')}
            label={t('console.draft.left.copy')}
          />
          {action}
          <Button size="small" onClick={forget}>
            {t('console.draft.setAside.drop')}
          </Button>
        </div>
      </Sheet>
    </div>
  );
}
