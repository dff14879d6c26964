import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { useShortcut } from '../platform/keyboard.ts';
import styles from './answer-choices.module.css';
import { Kbd } from './kbd.tsx';

export interface AnswerChoice<Value extends string> {
  value: Value;
  label: ReactNode;
  /** What follows from it, and when. */
  consequence?: ReactNode;
  /** A letter that chooses it from anywhere on the page. */
  shortcut?: string;
  disabled?: boolean;
}

interface AnswerChoicesProps<Value extends string> {
  /** Names the group for readers. */
  label: string;
  choices: readonly AnswerChoice<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  /** After a choice by its letter: what it asks for takes what is typed next, which would be letters of choices else. */
  onLetter?: () => void;
}

/** The possible answers, each with its consequence and key. */
export function AnswerChoices<Value extends string>({
  label,
  choices,
  value,
  onChange,
  onLetter,
}: AnswerChoicesProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles['choices']}>
      {choices.map((choice) => (
        <Choice
          key={choice.value}
          {...{ choice, name, checked: choice.value === value, onChange, onLetter }}
        />
      ))}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  choice: AnswerChoice<Value>;
  name: string;
  checked: boolean;
  onChange: (value: Value) => void;
  onLetter: (() => void) | undefined;
}

function Choice<Value extends string>({ choice, name, checked, onChange, onLetter }: ChoiceProps<Value>) {
  const { value, label, consequence, shortcut, disabled = false } = choice;
  const choose = () => {
    onChange(value);
    onLetter?.();
  };
  useShortcut({ key: shortcut ?? '' }, choose, shortcut !== undefined && !disabled);
  return (
    <label className={clsx(styles['choice'], checked && styles['checked'], disabled && styles['disabled'])}>
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        disabled={disabled}
        onChange={() => onChange(value)}
      />
      <span className={styles['label']}>{label}</span>
      <span className={styles['consequence']}>{consequence}</span>
      {shortcut && <Kbd>{shortcut.toUpperCase()}</Kbd>}
    </label>
  );
}
