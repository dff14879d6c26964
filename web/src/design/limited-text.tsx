import { Input } from 'antd';
import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useText } from '../platform/i18n.ts';
import { formatCount } from '../platform/formats.ts';
import { isTooLong, roomOf } from '../platform/letters.ts';
import styles from './limited-text.module.css';

interface Limit {
  /** Characters that the server takes, as its schema says. */
  most: number;
}

type InputProps = Omit<ComponentProps<typeof Input>, 'maxLength' | 'showCount'>;
type AreaProps = Omit<ComponentProps<typeof Input.TextArea>, 'maxLength' | 'showCount'>;

/** A line that keeps whatever is typed or pasted, and says when that is more than can be sent. */
export function LimitedInput({ most, ...rest }: InputProps & Limit) {
  const standing = useStanding(rest.value, most);
  return (
    <Standing {...standing}>
      <Input {...rest} {...standing.marks} />
    </Standing>
  );
}

/** The same for longer texts. */
export function LimitedArea({ most, ...rest }: AreaProps & Limit) {
  const standing = useStanding(rest.value, most);
  return (
    <Standing {...standing}>
      <Input.TextArea {...rest} {...standing.marks} />
    </Standing>
  );
}

function useStanding(value: unknown, most: number) {
  const id = useId();
  const text = typeof value === 'string' ? value : '';
  const { excess, isNearlyFull } = roomOf(text, most);
  const marks = {
    ...(isNearlyFull ? { 'aria-describedby': id } : {}),
    ...(excess > 0 ? { 'aria-invalid': true, status: 'error' as const } : {}),
  };
  return { id, text, isTold: typeof value === 'string', most, marks };
}

interface StandingProps extends Limit {
  id: string;
  text: string;
  /** What is typed is known here: on paper it stands for the field, whole. */
  isTold: boolean;
  children: ReactNode;
}

function Standing({ children, isTold, ...limit }: StandingProps) {
  return (
    <span className={styles['field']} {...(isTold ? { 'data-printed': limit.text } : {})}>
      {children}
      <LimitNote {...limit} />
    </span>
  );
}

/** 已写 1,960 / 最多 2,000 字: silent while there is room, red with what is too much beyond it. */
function LimitNote({ id, text, most }: Limit & { id: string; text: string }) {
  const t = useText();
  const { typed, excess, isNearlyFull } = roomOf(text, most);
  if (!isNearlyFull) return null;
  const values = { typed: formatCount(typed), most: formatCount(most) };
  return (
    // Hidden as it stands within the label: it describes the field and is no part of its name.
    <span id={id} className="caption" aria-hidden="true">
      {excess === 0 ? (
        t('console.text.nearlyFull', values)
      ) : (
        <span className={styles['excess']}>
          {t('console.text.tooLong', { ...values, excess: formatCount(excess) })}
        </span>
      )}
    </span>
  );
}

interface LinesNoteProps {
  lines: readonly string[];
  most: { count: number; length: number };
}

/** Of several short texts in one field: the first that is too long, or that there are too many of them. */
export function LinesNote({ lines, most }: LinesNoteProps) {
  const t = useText();
  const at = lines.findIndex((line) => isTooLong(line, most.length));
  if (at === -1 && lines.length <= most.count) return null;
  const { typed, excess } = roomOf(lines[at] ?? '', most.length);
  return (
    <span className={clsx('caption', styles['excess'])} aria-live="polite">
      {at === -1
        ? t('console.text.tooMany', { typed: lines.length, most: most.count })
        : t('console.text.lineTooLong', { number: at + 1, typed, most: most.length, excess })}
    </span>
  );
}
