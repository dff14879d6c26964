import { Changed } from '../../design/statute-quote.tsx';
import { Tag } from '../../design/tag.tsx';
import { type Text, useText } from '../../platform/i18n.ts';
import type { Diff, FieldChange } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { cycles, fieldName, formats, itemFieldName, levels, modes } from './entry-words.ts';

/** What changed, field by field and item by item: old words struck through, new ones in ochre. */
export function DiffView({ diff }: { diff: Diff }) {
  const t = useText();
  if (diff.fields.length === 0 && diff.items.length === 0)
    return <p className="caption">{t('catalogue.diff.none')}</p>;
  return (
    <ul className={styles['diff']}>
      {diff.fields.map((change) => (
        <li key={change.field}>
          <span className={styles['fieldName']}>{fieldName(t, change.field)}</span>
          <Change change={change} t={t} />
        </li>
      ))}
      {diff.items.map((item) => (
        <li key={`${item.kind} ${item.name}`}>
          <div className={styles['diffHead']}>
            <Tag>{t(`catalogue.diff.${item.kind}`)}</Tag>
            <b>{item.formerName ? <Changed before={item.formerName}>{item.name}</Changed> : item.name}</b>
          </div>
          {item.changes
            .filter(({ field }) => field !== 'name')
            .map((change) => (
              <div key={change.field} className={styles['changes']}>
                {itemFieldName(t, change.field)} <Change change={change} t={t} />
              </div>
            ))}
        </li>
      ))}
    </ul>
  );
}

function Change({ change, t }: { change: FieldChange; t: Text }) {
  const before = words(change.before, change.field, t);
  const after = words(change.after, change.field, t);
  return (
    <div>
      <Changed {...(before === '' ? {} : { before })}>{after === '' ? undefined : after}</Changed>
    </div>
  );
}

const choices: Readonly<
  Record<string, { values: readonly string[]; stem: 'cycle' | 'format' | 'mode' | 'level' }>
> = {
  cycle: { values: cycles, stem: 'cycle' },
  format: { values: formats, stem: 'format' },
  modes: { values: modes, stem: 'mode' },
  level: { values: levels, stem: 'level' },
};

/** A value as a person reads it; objects as their filled parts. */
function words(value: unknown, field: string, t: Text): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'catalogue.yes' : 'catalogue.no');
  if (Array.isArray(value)) return value.map((part) => words(part, field, t)).join(t('catalogue.listComma'));
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => words(part, name, t))
      .filter((part) => part !== '')
      .join(t('catalogue.listSemicolon'));
  }
  const text = String(value);
  if (field === 'shareClass') return t(`console.shareClass.${text as 'withheld'}`);
  const choice = choices[field];
  return choice?.values.includes(text)
    ? t(`catalogue.${choice.stem}.${text}` as 'catalogue.cycle.daily')
    : text;
}
