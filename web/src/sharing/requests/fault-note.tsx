import { createContext, type ReactNode, use } from 'react';
import type { FieldProblem } from '../../platform/problem.ts';
import { formField } from './statement-faults.ts';
import styles from './statement-form.module.css';

/** Faults of the last refusal that are still to be mended. */
const OpenFaults = createContext<readonly FieldProblem[]>([]);
export const OpenFaultsProvider = OpenFaults.Provider;

const useFaultsOf = (fields: readonly string[]) =>
  use(OpenFaults).filter(({ field }) => fields.includes(formField(field)));

/** How a control says that its field was refused; `note` is the id of the `FaultNote` that says why. */
export function useFaultMarks(note: string, ...fields: string[]) {
  if (useFaultsOf(fields).length === 0) return {};
  return { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': note };
}

/** Below a field that was refused: why. */
export function FaultNote({ id, fields }: { id: string; fields: readonly string[] }) {
  const messages = new Set(useFaultsOf(fields).map(({ message }) => message));
  if (messages.size === 0) return null;
  return (
    <p id={id} className={styles['fault']}>
      {[...messages].join(' ')}
    </p>
  );
}

/** What has to be filled in before an application can be filed. */
export function Required({ children }: { children: ReactNode }) {
  return <span className={styles['required']}>{children}</span>;
}
