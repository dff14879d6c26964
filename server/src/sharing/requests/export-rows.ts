import { dayOf, titleIn, type Sheet } from '../../platform/http/send-sheet.ts';
import type { AgreementRow, RequestRow } from './views.ts';

export const REQUEST_SHEET: Sheet<RequestRow> = {
  name: 'requests',
  columns: [
    ['request.column.number', (row) => row.number],
    ['request.column.resource', (row, _words, { language }) => titleIn(language, row.resource)],
    ['request.column.shareClass', (row, t) => t(`console.shareClass.${row.shareClass}`)],
    ['request.column.requester', (row, _words, { department }) => department(row.requester.name)],
    ['request.column.provider', (row, _words, { department }) => department(row.provider.name)],
    ['request.column.state', (row, t) => t(`request.state.${row.state}`)],
    ['request.column.submitted', (row) => dayOf(row.submittedAt), 'date'],
    ['request.column.due', (row) => row.clock?.dueOn, 'date'],
    ['request.column.remaining', (row) => row.clock?.remainingDays, 'integer'],
    ['request.column.late', (row, t) => (row.late ? t('request.late') : '')],
  ],
};

export const AGREEMENT_SHEET: Sheet<AgreementRow> = {
  name: 'agreements',
  columns: [
    ['request.column.number', (row) => row.number],
    ['request.column.resource', (row, _words, { language }) => titleIn(language, row.resource)],
    ['request.column.shareClass', (row, t) => t(`console.shareClass.${row.shareClass}`)],
    ['request.column.requester', (row, _words, { department }) => department(row.requester.name)],
    ['request.column.provider', (row, _words, { department }) => department(row.provider.name)],
    ['request.column.state', (row, t) => t(`agreement.state.${row.state}`)],
    ['agreement.column.purpose', (row) => row.purpose.text],
    ['agreement.column.items', (row) => row.itemCount, 'integer'],
    ['agreement.column.from', (row) => row.term.from, 'date'],
    ['agreement.column.to', (row) => row.term.to, 'date'],
  ],
};
