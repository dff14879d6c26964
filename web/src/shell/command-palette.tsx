import { useRouter } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../design/icon.tsx';
import { Kbd } from '../design/kbd.tsx';
import { useText } from '../platform/i18n.ts';
import styles from './command-palette.module.css';
import type { CommandGroup } from './commands.ts';
import { useCommands } from './use-commands.ts';

interface CommandPaletteProps {
  isContributed: (to: string) => boolean;
  onClose: () => void;
}

/** Ctrl K: pages, settings, and whatever the areas can find. Arrow keys choose, Enter opens, Esc leaves. */
export function CommandPalette({ isContributed, onClose }: CommandPaletteProps) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const { groups, searching } = useCommands({ text, isContributed });
  useEffect(() => {
    const shown = dialog.current;
    if (shown === null) return undefined;
    const leaveByBackdrop = (event: Event) => event.target === shown && shown.close();
    shown.showModal();
    shown.addEventListener('click', leaveByBackdrop);
    return () => shown.removeEventListener('click', leaveByBackdrop);
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-label={t('console.palette.label')}
      onClose={onClose}
    >
      <PaletteBody text={text} onText={setText} groups={groups} searching={searching} onClose={onClose} />
    </dialog>
  );
}

interface PaletteBodyProps {
  text: string;
  onText: (text: string) => void;
  groups: readonly CommandGroup[];
  searching: boolean;
  onClose: () => void;
}

function PaletteBody({ text, onText, groups, searching, onClose }: PaletteBodyProps) {
  const t = useText();
  const router = useRouter();
  const listId = useId();
  const [chosen, setChosen] = useState(0);
  const commands = groups.flatMap((group) => group.commands);
  const chosenId = commands[Math.min(chosen, commands.length - 1)]?.id;
  const run = (id: string | undefined) => {
    const command = commands.find((candidate) => candidate.id === id);
    if (command === undefined) return;
    onClose();
    if (command.run) command.run();
    else if (command.href) void router.navigate({ href: command.href });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && commands.length > 0) {
      event.preventDefault();
      setChosen((now) => (Math.min(now, commands.length - 1) + step + commands.length) % commands.length);
    }
    if (event.key === 'Enter') run(chosenId);
  };
  return (
    <>
      <div className={styles['field']}>
        <Icon name="search" size={1.4} />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t('console.palette.placeholder')}
          aria-label={t('console.palette.label')}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          {...(chosenId === undefined ? {} : { 'aria-activedescendant': `${listId}-${chosenId}` })}
        />
        <button type="button" className={styles['leave']} onClick={onClose}>
          <Kbd>Esc</Kbd>
        </button>
      </div>
      <CommandList {...{ listId, groups, chosenId, run }} />
      <p className={styles['status']} role="status">
        {searching && t('console.palette.searching')}
        {!searching && commands.length === 0 && t('console.palette.nothing', { text })}
      </p>
    </>
  );
}

interface CommandListProps {
  listId: string;
  groups: readonly CommandGroup[];
  chosenId: string | undefined;
  run: (id: string) => void;
}

function CommandList({ listId, groups, chosenId, run }: CommandListProps) {
  useEffect(() => {
    document.getElementById(`${listId}-${chosenId}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, chosenId]);
  return (
    <div id={listId} role="listbox" className={styles['list']}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.label}>
          <div className={styles['heading']} aria-hidden="true">
            {group.label}
          </div>
          {group.commands.map((command) => (
            // The input keeps the focus and its keys; the pointer has this way of its own.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={command.id}
              id={`${listId}-${command.id}`}
              role="option"
              aria-selected={command.id === chosenId}
              className={clsx(styles['option'], command.id === chosenId && styles['chosen'])}
              onClick={() => run(command.id)}
            >
              <Icon name={command.icon} />
              <span className={styles['title']}>{command.title}</span>
              {command.note && <span className={styles['note']}>{command.note}</span>}
              <Icon name="enter" className={styles['enter']} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
