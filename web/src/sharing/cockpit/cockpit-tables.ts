import type { ExportedTable } from '../../design/save-table.ts';
import { type Language, type Text, departmentWord } from '../../platform/i18n.ts';
import { formatDecimal } from '../../platform/formats.ts';
import { titleIn } from '../../platform/titles.ts';
import { disclosureTable, supplyTable } from './cockpit-charts.ts';
import { figuresOf } from './cockpit-figures.ts';
import type { Cockpit } from './cockpit-query.ts';

const figure = (value: number | null) => (value === null ? '' : formatDecimal(value, 1));

function figureTable(t: Text, language: Language, cockpit: Cockpit): ExportedTable {
  return {
    name: t('cockpit.title'),
    header: [
      t('cockpit.column.figure'),
      t('cockpit.column.value'),
      t('cockpit.column.unit'),
      t('cockpit.column.before'),
      t('cockpit.column.target'),
    ],
    rows: figuresOf(t, language, cockpit).map(({ label, value, unit, footStart, footEnd }) =>
      [label, value, unit, footStart, footEnd].map((cell) => String(cell ?? '').trim()),
    ),
  };
}

function departmentTable(t: Text, { requests }: Cockpit): ExportedTable {
  return {
    name: t('cockpit.departments.title'),
    header: [
      t('cockpit.column.department'),
      t('cockpit.column.onTime'),
      t('cockpit.column.onTimeBefore'),
      t('cockpit.column.replies'),
      t('cockpit.figure.meanDays'),
      t('cockpit.figure.overdue'),
    ],
    rows: requests.departments.map(({ departmentName, current, previous, openOverdue }) => [
      departmentWord(departmentName),
      figure(current.onTimePercent),
      figure(previous.onTimePercent),
      String(current.replies),
      figure(current.meanWorkingDays),
      String(openOverdue),
    ]),
  };
}

function wantedTable(t: Text, language: Language, { requests }: Cockpit): ExportedTable {
  return {
    name: t('cockpit.wanted.title'),
    header: [
      t('cockpit.column.data'),
      t('cockpit.column.provider'),
      t('cockpit.column.requests'),
      t('cockpit.column.departments'),
    ],
    rows: [
      ...requests.mostWanted.map((row) => [
        titleIn(language, row).text,
        departmentWord(row.providerName),
        String(row.requests),
        String(row.departments),
      ]),
      ...requests.missing.map((row) => [
        row.title,
        t('cockpit.wanted.missing', { department: row.requesterName }),
        '',
        '',
      ]),
    ],
  };
}

function overdueTable(t: Text, language: Language, { overdue }: Cockpit): ExportedTable {
  return {
    name: t('cockpit.overdue.title'),
    header: [
      t('overdue.column.subject'),
      t('cockpit.column.requester'),
      t('cockpit.column.provider'),
      t('cockpit.column.due'),
      t('overdue.column.late'),
    ],
    rows: overdue.map(({ clock, titleEn, department, counterpart }) => [
      titleIn(language, { title: clock.subjectTitle, titleEn }).text,
      departmentWord(counterpart?.name ?? ''),
      departmentWord(department.name),
      clock.dueOn ?? '',
      String(Math.max(1, clock.overdueDays)),
    ]),
  };
}

function written(name: string, table: ReturnType<typeof supplyTable>): ExportedTable {
  return { name, header: table.header, rows: table.rows.map((row) => row.map(String)) };
}

/** What the cockpit draws, as tables for a file: the figures, then a table a sheet. */
export function cockpitTables(t: Text, language: Language, cockpit: Cockpit): ExportedTable[] {
  return [
    figureTable(t, language, cockpit),
    written(t('cockpit.supply.title'), supplyTable(t, cockpit.requests.supplyDemand)),
    departmentTable(t, cockpit),
    wantedTable(t, language, cockpit),
    written(t('cockpit.use.title'), disclosureTable(t, cockpit.disclosures.days)),
    overdueTable(t, language, cockpit),
  ];
}
