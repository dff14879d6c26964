import { Fragment } from 'react';
import { type Text, useText } from '../../platform/i18n.ts';
import { DivisionName } from './division-name.tsx';
import type { Mode } from './request-api.ts';

const modeOrder: readonly Mode[] = ['query', 'verify', 'batch'];

export interface RowFilter {
  item: string;
  op: 'in' | 'division' | 'prefix';
  values: readonly string[];
}

interface ReadableItem {
  name: string;
  modes: readonly Mode[];
  unmasked: boolean;
  /** As the entry grades it, where that is known. */
  grade?: number | null;
  personal?: boolean;
}

/** Whether a value leaves masked: personal, or of the highest grade, unless expressly agreed otherwise (Art 37). */
export function isMasked({ unmasked, grade, personal }: Omit<ReadableItem, 'name' | 'modes'>): boolean {
  return !unmasked && (grade ?? 1) > 1 && (personal === true || grade === 4);
}

/** What scopes and terms have in common for reading. */
export interface ReadableScope {
  items: readonly ReadableItem[];
  rowFilter: readonly RowFilter[];
  quota: { callsPerDay: number; rowsPerDay: number };
  term: { from: string; to: string };
}

export function modesOfScope(scope: Pick<ReadableScope, 'items'>): Mode[] {
  return modeOrder.filter((mode) => scope.items.some((item) => item.modes.includes(mode)));
}

/** Items whose value is given, and those that are only answered with yes or no. */
export function splitItems(scope: Pick<ReadableScope, 'items'>) {
  const isVerifiedOnly = ({ modes }: { modes: readonly Mode[] }) => modes.every((mode) => mode === 'verify');
  const given = scope.items.filter((item) => !isVerifiedOnly(item));
  return {
    given: given.map((item) => item.name),
    masked: given.filter(isMasked).map((item) => item.name),
    verified: scope.items.filter(isVerifiedOnly).map((item) => item.name),
  };
}

export function modeWords(t: Text, modes: readonly Mode[]): string {
  return modeOrder
    .filter((mode) => modes.includes(mode))
    .map((mode) => t(`request.mode.${mode}`))
    .join(t('request.list.comma'));
}

/** 登记机关为江北区, 登记状态为在业: the rows a scope is limited to; all rows when nothing limits them. */
export function RowsText({ rowFilter }: { rowFilter: readonly RowFilter[] }) {
  const t = useText();
  if (rowFilter.length === 0) return t('request.rows.all');
  return rowFilter.map((filter, index) => (
    <Fragment key={`${filter.item} ${filter.op}`}>
      {index > 0 && t('request.list.comma')}
      {filter.item}
      {t('request.rows.is')}
      {filter.values.map((value, at) => (
        <Fragment key={value}>
          {at > 0 && t('request.list.or')}
          {filter.op === 'in' ? value : <DivisionName code={value} />}
        </Fragment>
      ))}
    </Fragment>
  ));
}

/** Whether two row filters say the same, in whatever order. */
export function sameRows(a: readonly RowFilter[], b: readonly RowFilter[]): boolean {
  const key = (filters: readonly RowFilter[]) =>
    filters
      .map((filter) => `${filter.item}=${[...filter.values].toSorted().join('|')}`)
      .toSorted()
      .join('&');
  return key(a) === key(b);
}
