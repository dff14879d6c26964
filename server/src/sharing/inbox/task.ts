import { Type, type Static } from 'typebox';
import { ClockViewSchema } from '../../foundation/clocks/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';

const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));

/** A sentence of the message catalogue with its parameters: shown in the reader's language. */
export const Sentence = Type.Object({ key: Type.String(), params: Params });
export type Sentence = Static<typeof Sentence>;

const Party = Type.Object({ id: Type.String(), name: Type.String() });

export const TaskAction = Type.Object({
  id: Type.String(),
  /** Message key of the button. */
  label: Type.String(),
  /** What follows from this answer. */
  consequence: Sentence,
  /** One capital letter: the key that chooses the answer. */
  key: Type.String(),
  method: Type.Enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path: Type.String(),
  body: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** Version for If-Match. */
  version: Type.Optional(Type.Integer()),
  /** What the person must still state; empty when the answer can be sent as it stands. */
  asks: Type.Array(
    Type.Object({
      /** Name of the property in the body. */
      name: Type.String(),
      label: Type.String(),
      kind: Type.Enum(['text', 'days', 'department']),
      minLength: Type.Optional(Type.Integer()),
      max: Type.Optional(Type.Integer()),
    }),
  ),
});
export type TaskAction = Static<typeof TaskAction>;

export const TaskSchema = Type.Object({
  /** Stable while the task is open: `<subject>:<kind>`. */
  id: Type.String(),
  /** Message key of what is to be done, for example `task.request.reply`. */
  kind: Type.String(),
  title: Type.String(),
  /** Set where the inbox is shown; empty without an English title. */
  titleEn: Type.Optional(Type.String()),
  number: Type.Optional(Type.String()),
  /** What tells it from others about the same entry: for what the data is asked, how much of it, and who filed it. */
  about: Type.Optional(
    Type.Object({
      purpose: Type.String(),
      purposeCode: Type.String(),
      itemCount: Type.Integer(),
      filedByName: Type.String(),
    }),
  ),
  from: Type.Optional(Party),
  to: Type.Optional(Party),
  shareClass: Type.Optional(Type.Enum(['unconditional', 'conditional', 'withheld'])),
  /** Absent: nothing sets a limit. */
  clock: Type.Optional(ClockViewSchema),
  /** Since when it waits, ISO 8601. */
  since: Type.String(),
  /** Page of the console that shows it whole. */
  href: Type.String(),
  /** What happens if nothing is done. */
  consequence: Type.Optional(Sentence),
  /** Most likely answer first; empty when the answer needs the page. */
  actions: Type.Array(TaskAction),
});
/** One thing that waits for the reader. */
export type Task = Static<typeof TaskSchema>;

/** What each room contributes: what waits for the actor of this transaction, in any order. */
export type ListTasks = (tx: Tx) => Promise<Task[]>;

export const FigureSchema = Type.Object({
  id: Type.String(),
  /** Message key. */
  label: Type.String(),
  /** Null: nothing to compute from. */
  value: Type.Union([Type.Number(), Type.Null()]),
  previous: Type.Union([Type.Number(), Type.Null()]),
  /** The month of `value`, when the present one has none yet. */
  month: Type.Optional(Type.String()),
  unit: Type.Enum(['percent', 'workingDays', 'count', 'entries', 'calls', 'accounts', 'systems']),
  target: Type.Optional(Type.Number()),
  /** The direction that is good; `none` where neither is. */
  better: Type.Enum(['higher', 'lower', 'none']),
  /** Oldest first; the last one is `value`. */
  series: Type.Array(Type.Union([Type.Number(), Type.Null()])),
  /** Opens the records behind the figure. */
  href: Type.String(),
});
/** A figure the reader answers for, with its companion. */
export type Figure = Static<typeof FigureSchema>;

export type ListFigures = (tx: Tx) => Promise<Figure[]>;
