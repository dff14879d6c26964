import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { memo, useCallback } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { Icon } from '../../design/icon.tsx';
import { LimitedArea } from '../../design/limited-text.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { answer, api } from '../../platform/api.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import type { StepProps } from './basics-step.tsx';
import type { Item } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import tableStyles from './items-step.module.css';
import { itemTypes, levels } from './entry-words.ts';

const blankItem: Item = {
  name: '',
  column: '',
  type: 'C',
  length: null,
  description: '',
  personal: false,
  level: 'general',
  grade: 1,
  key: false,
  recognized: null,
};

/** What stands below one another in a column. */
const columns = [
  ['name', 'description'],
  ['column'],
  ['type', 'length'],
  ['personal'],
  ['level', 'grade'],
  ['key'],
] as const;

/** Items with type, personal flag and grade; an import or a pasted header fills them in. */
export function ItemsStep({ content, change, importId }: StepProps & { importId: string | null }) {
  const t = useText();
  const { items } = content;
  const edit = useCallback(
    (index: number, patch: Partial<Item>) =>
      change((now) => ({
        items: now.items.map((item, at) => (at === index ? { ...item, ...patch } : item)),
      })),
    [change],
  );
  const move = useCallback(
    (index: number, by: number) =>
      change((now) => {
        const next = now.items.filter((_, at) => at !== index);
        const moved = now.items[index];
        if (moved && by !== 0) next.splice(index + by, 0, moved);
        return { items: next };
      }),
    [change],
  );
  return (
    <Sheet
      title={t('catalogue.items.title', { count: items.length })}
      note={<ArticleLink article={13} ruleId="13.fields" />}
    >
      <div className={styles['tools']}>
        <Button icon={<Icon name="plus" />} onClick={() => change({ items: [...items, blankItem] })}>
          {t('catalogue.items.add')}
        </Button>
        {importId && (
          <FillFromImport importId={importId} onItems={(proposed) => change({ items: proposed })} />
        )}
        <PasteHeader onItems={(proposed) => change({ items: [...items, ...proposed] })} />
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('catalogue.items.none')}>{t('catalogue.items.advice')}</EmptyState>
      ) : (
        <div className={tableStyles['itemsScroll']}>
          <table className={tableStyles['itemsTable']}>
            <caption className="sr-only">{t('catalogue.field.items')}</caption>
            <thead>
              <tr>
                {columns.map((fields) => (
                  <th key={fields[0]} scope="col">
                    {fields.map((field) => t(`catalogue.item.${field}`)).join(' / ')}
                  </th>
                ))}
                <th scope="col">
                  <span className="sr-only">{t('catalogue.items.order')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a row is its place while names are being typed
                <ItemRow
                  key={index}
                  {...{ item, index, edit, move, t }}
                  isLast={index === items.length - 1}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className={styles['note']}>{t('catalogue.hint.grade')}</p>
    </Sheet>
  );
}

interface ItemRowProps {
  item: Item;
  index: number;
  isLast: boolean;
  edit: (index: number, patch: Partial<Item>) => void;
  move: (index: number, by: number) => void;
  t: Text;
}

const ItemRow = memo(function ItemRow({ item, index, isLast, edit, move, t }: ItemRowProps) {
  const label = (field: (typeof columns)[number][number]) =>
    `${t('catalogue.itemAt', { number: index + 1 })} ${t(`catalogue.item.${field}`)}`;
  const text = (field: 'name' | 'column' | 'description', maxLength: number) => (
    <LimitedArea
      aria-label={label(field)}
      placeholder={field === 'description' ? t('catalogue.item.description') : ''}
      className={tableStyles['itemText'] ?? ''}
      rows={1}
      value={item[field]}
      most={maxLength}
      onChange={(event) => edit(index, { [field]: event.target.value.replace(/\s*\n\s*/g, ' ') })}
    />
  );
  return (
    <tr>
      <td>
        {text('name', 100)}
        {text('description', 500)}
      </td>
      <td>{text('column', 63)}</td>
      <td>
        <Select
          aria-label={label('type')}
          value={item.type}
          options={itemTypes.map((value) => ({ value, label: `${value} ${t(`catalogue.type.${value}`)}` }))}
          onChange={(type) => edit(index, { type })}
        />
        <InputNumber
          aria-label={label('length')}
          placeholder={t('catalogue.item.length')}
          min={1}
          max={1_000_000}
          value={item.length}
          onChange={(length) => edit(index, { length })}
        />
      </td>
      <td data-label={t('catalogue.item.personal')}>
        <Checkbox
          aria-label={label('personal')}
          checked={item.personal}
          onChange={(event) => edit(index, { personal: event.target.checked })}
        />
      </td>
      <td>
        <Select
          aria-label={label('level')}
          value={item.level}
          options={levels.map((value) => ({ value, label: t(`catalogue.level.${value}`) }))}
          onChange={(level) => edit(index, { level, grade: level === 'general' ? (item.grade ?? 1) : null })}
        />
        <Select
          aria-label={label('grade')}
          disabled={item.level !== 'general'}
          value={item.grade}
          options={[1, 2, 3, 4].map((value) => ({ value, label: t('catalogue.gradeOf', { grade: value }) }))}
          onChange={(grade) => edit(index, { grade })}
        />
      </td>
      <td data-label={t('catalogue.item.key')}>
        <Checkbox
          aria-label={label('key')}
          checked={item.key}
          onChange={(event) => edit(index, { key: event.target.checked })}
        />
      </td>
      <td className="nowrap">
        <Button
          size="small"
          type="text"
          aria-label={t('catalogue.items.up')}
          disabled={index === 0}
          icon={<Icon name="chevronUp" />}
          onClick={() => move(index, -1)}
        />
        <Button
          size="small"
          type="text"
          aria-label={t('catalogue.items.down')}
          disabled={isLast}
          icon={<Icon name="chevronDown" />}
          onClick={() => move(index, 1)}
        />
        <Button
          size="small"
          type="text"
          aria-label={t('catalogue.items.remove')}
          icon={<Icon name="trash" />}
          onClick={() => move(index, 0)}
        />
      </td>
    </tr>
  );
});

/** What the inspection of the table file saw: names, types, identifiers, suggested grades. */
function FillFromImport({ importId, onItems }: { importId: string; onItems: (items: Item[]) => void }) {
  const t = useText();
  const fill = useMutation({
    mutationFn: () =>
      answer(api.GET('/api/v1/catalogue/imports/{id}/items', { params: { path: { id: importId } } })),
    onSuccess: ({ items }) => onItems(items),
  });
  return (
    <>
      <Button icon={<Icon name="import" />} loading={fill.isPending} onClick={() => fill.mutate()}>
        {t('catalogue.items.fromImport')}
      </Button>
      <ProblemAlert problem={fill.error} />
    </>
  );
}

/** A header row copied from a spreadsheet, pasted from the clipboard. */
function PasteHeader({ onItems }: { onItems: (items: Item[]) => void }) {
  const t = useText();
  const paste = useMutation({
    mutationFn: async () => {
      const text = await navigator.clipboard.readText();
      const columns = text
        .split(/[\t\n,，;；]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');
      if (columns.length === 0) return { items: [] };
      return answer(api.POST('/api/v1/catalogue/items-from-header', { body: { columns } }));
    },
    onSuccess: ({ items }) => onItems(items),
  });
  return (
    <>
      <Button icon={<Icon name="copy" />} loading={paste.isPending} onClick={() => paste.mutate()}>
        {t('catalogue.items.paste')}
      </Button>
      <ProblemAlert problem={paste.error} />
    </>
  );
}
