import { DataTable, type Column } from '../../design/data-table.tsx';
import { Icon } from '../../design/icon.tsx';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import type { Entry, Item } from './catalogue-api.ts';
import { gradeWords } from './entry-words.ts';

type Designation = Entry['designation'];

function sourceColumn(t: Text, designation: NonNullable<Designation>): Column<Item> {
  const { departmentName, itemNames } = designation;
  const sourceOf = (item: Item) =>
    itemNames.length === 0 || itemNames.includes(item.name) ? departmentWord(departmentName) : '';
  return {
    key: 'source',
    title: t('catalogue.source'),
    text: sourceOf,
    cell: (item) => sourceOf(item) || '—',
  };
}

function itemColumns(t: Text, designation: Designation): Column<Item>[] {
  const yes = (value: boolean) => t(value ? 'catalogue.yes' : 'catalogue.no');
  const typeWords = (item: Item) =>
    `${item.type} ${t(`catalogue.type.${item.type}`)}${item.length === null ? '' : ` (${item.length})`}`;
  return [
    {
      key: 'name',
      title: t('catalogue.item.name'),
      onCard: 'title',
      text: (item) => item.name,
      cell: (item) => (
        <>
          {item.key && <Icon name="key" label={t('catalogue.item.key')} />} {item.name}
        </>
      ),
    },
    {
      key: 'column',
      title: t('catalogue.item.column'),
      text: (item) => item.column,
      cell: (item) => <code>{item.column}</code>,
    },
    { key: 'type', title: t('catalogue.item.type'), text: typeWords, cell: typeWords },
    {
      key: 'description',
      title: t('catalogue.item.description'),
      text: (item) => item.description,
      cell: (item) => item.description || '—',
    },
    ...(designation ? [sourceColumn(t, designation)] : []),
    {
      key: 'personal',
      title: t('catalogue.item.personal'),
      text: (item) => yes(item.personal),
      cell: (item) => yes(item.personal),
    },
    {
      key: 'grade',
      title: t('catalogue.item.grade'),
      text: (item) => gradeWords(t, item),
      cell: (item) => gradeWords(t, item),
      onCard: 'aside',
    },
    {
      key: 'key',
      title: t('catalogue.item.key'),
      text: (item) => yes(item.key),
      cell: (item) => yes(item.key),
      onCard: 'hidden',
    },
  ];
}

interface ItemsTableProps {
  items: readonly Item[];
  exportName: string;
  /** Which items have a source department (Art 19). */
  designation?: Designation;
}

/** The items of an entry, in its own order. */
export function ItemsTable({ items, exportName, designation = null }: ItemsTableProps) {
  const t = useText();
  return (
    <DataTable
      caption={t('catalogue.field.items')}
      dense
      columns={itemColumns(t, designation)}
      rows={items}
      rowKey={(item) => item.name}
      exportName={`${exportName}-${t('catalogue.field.items')}`}
    />
  );
}
