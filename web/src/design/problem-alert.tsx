import type { FormInstance } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../platform/i18n.ts';
import { type FieldProblem, isProblem, toProblem } from '../platform/problem.ts';
import { RuleLink } from './article-link.tsx';
import { Icon } from './icon.tsx';
import styles from './problem-alert.module.css';
import { useProblemTexts } from './problem-texts.ts';

interface ProblemAlertProps {
  /** Whatever a mutation threw; nothing is drawn without one. */
  problem: unknown;
  /** Names of fields by their JSON pointer (`/term/to`), as the form shows them. */
  fieldLabels?: Readonly<Record<string, ReactNode>>;
  /** Shows the faults of its own fields at them: only those of others are listed here. */
  form?: FormInstance;
  /** Moves to the field when its line is pressed. */
  onField?: (field: string) => void;
  /** Fields that are as they were when they were refused; lines of others are ticked. Without it, all are. */
  openFields?: readonly string[];
  /** Fields from the top of the form down: faults are listed so. Without it, as the server lists them. */
  order?: readonly string[];
}

/** A refusal above a form: what, by which rule, and field by field. */
export function ProblemAlert({ problem, fieldLabels = {}, ...rest }: ProblemAlertProps) {
  if (problem === null || problem === undefined) return null;
  return <AlertBody problem={problem} fieldLabels={fieldLabels} {...rest} />;
}

function AlertBody({
  problem,
  fieldLabels,
  form,
  onField,
  openFields,
  order = [],
}: ProblemAlertProps & { fieldLabels: object }) {
  const t = useText();
  const { details } = toProblem(problem);
  const texts = useProblemTexts(details);
  const saysItAll = details.errors.length === 1 && details.errors[0]?.message === texts.title;
  const listed = inOrder(form ? elsewhere(form, details.errors) : details.errors, order);
  const faults = saysItAll && !onField ? [] : listed;
  return (
    <div className={styles['alert']} role="alert">
      <Icon name="warning" className={styles['sign']} />
      <div className={styles['body']}>
        <p>
          <strong>{texts.title}</strong>
          {details.rule && (
            <>
              {' '}
              <RuleLink rule={details.rule} />
            </>
          )}
        </p>
        {texts.detail && <p className={styles['detail']}>{texts.detail}</p>}
        {faults.length > 0 && (
          <ul className={styles['fields']}>
            {faults.map((fault) => (
              <li key={`${fault.field} ${fault.code}`}>
                {openFields !== undefined && <FaultSign isOpen={openFields.includes(fault.field)} />}
                <FieldFault
                  fault={fault}
                  labels={fieldLabels as Record<string, ReactNode>}
                  onField={onField}
                />
              </li>
            ))}
          </ul>
        )}
        {details.errors.length === 0 && texts.advice && <p className={styles['advice']}>{texts.advice}</p>}
        {details.traceId && !isCorrectable(details.status) && (
          <p className={styles['trace']}>
            <code>{details.code}</code> · {t('console.failure.trace')} <code>{details.traceId}</code>
          </p>
        )}
      </div>
    </div>
  );
}

/** Of fields that are not named, and of those within one that is, where that stands; else last. */
function inOrder(faults: readonly FieldProblem[], order: readonly string[]): FieldProblem[] {
  const placeOf = ({ field }: FieldProblem) => {
    const place = order.findLastIndex((known) => field === known || field.startsWith(`${known}/`));
    return place === -1 ? order.length : place;
  };
  return faults.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function elsewhere(form: FormInstance, faults: readonly FieldProblem[]): FieldProblem[] {
  const own = new Set(form.getFieldsError().map(({ name }) => name.join('.')));
  return faults.filter(({ field }) => !own.has(fieldPath(field).join('.')));
}

/** What the person corrects alone needs no trace. */
const isCorrectable = (status: number) => status === 400 || status === 401 || status === 422;

/** A mended line stays where it is, so that nothing moves under the hand that goes on filling in. */
function FaultSign({ isOpen }: { isOpen: boolean }) {
  const t = useText();
  return (
    <span className={styles['faultSign']} data-open={isOpen}>
      {isOpen ? '·' : <Icon name="check" label={t('console.problem.mended')} size={0.875} />}
    </span>
  );
}

/** What the form calls a field; a member of a list goes by the list's name and its number. */
export function labelOf(field: string, labels: Readonly<Record<string, ReactNode>>): ReactNode {
  const [, list = '', index] = /^(.+)\/(\d+)$/.exec(field) ?? [];
  const ofList = index === undefined ? undefined : labels[list];
  const member = ofList === undefined ? undefined : [ofList, ` ${Number(index) + 1}`];
  return labels[field] ?? member ?? field.replace(/^\//, '');
}

interface FieldFaultProps {
  fault: FieldProblem;
  labels: Record<string, ReactNode>;
  onField: ((field: string) => void) | undefined;
}

function FieldFault({ fault, labels, onField }: FieldFaultProps) {
  const label = labelOf(fault.field, labels);
  return (
    <>
      {onField ? (
        <button type="button" className={styles['field']} onClick={() => onField(fault.field)}>
          {label}
        </button>
      ) : (
        <span className={styles['fieldName']}>{label}</span>
      )}
      <span>{fault.message}</span>
      {fault.rule && (
        <>
          {' '}
          <RuleLink rule={fault.rule} />
        </>
      )}
    </>
  );
}

/** `/items/2/name` as Ant Design names a field: `['items', 2, 'name']`. */
export function fieldPath(field: string): (string | number)[] {
  return field
    .split(/[./]/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Puts the field errors of a refusal at their fields, and moves to the first of them. */
export function useFieldProblems(form: FormInstance, problem: unknown): void {
  useEffect(() => {
    if (!isProblem(problem) || problem.details.errors.length === 0) return;
    const faults = problem.details.errors.map(({ field, message }) => ({
      name: fieldPath(field),
      errors: [message],
    }));
    form.setFields(faults);
    const first = faults[0];
    if (first) form.scrollToField(first.name, { block: 'center', focus: true });
  }, [form, problem]);
}

/** The same for forms that are none of Ant Design's: moves to the first fault of a refusal, by the order of the form's fields. */
export function goToFirstFault(
  refusal: unknown,
  goTo: (field: string) => void,
  fields: readonly string[] = [],
): void {
  if (!isProblem(refusal)) return;
  const refused = refusal.details.errors.map(({ field }) => field);
  const first = fields.find((field) => refused.includes(field)) ?? refused[0];
  if (first !== undefined) goTo(first);
}
