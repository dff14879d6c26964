import type { Dialect } from './dialect.ts';
import type { Scalar } from './value.ts';

/** The type of a column that holds a value. */
export function typeOfSql(dialect: Dialect, { kind, digits }: Pick<Scalar, 'kind' | 'digits'>): string {
  switch (kind) {
    case 'number':
    case 'days':
    case 'months':
      return dialect.decimal(digits);
    case 'null':
      return dialect.types.string;
    default:
      return dialect.types[kind];
  }
}
