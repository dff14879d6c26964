import { clsx } from 'clsx';
import { RuleLink } from '../../design/article-link.tsx';
import type { Column } from '../../design/data-table.tsx';
import { DateText } from '../../design/date-text.tsx';
import { formatCount } from '../../platform/formats.ts';
import type { Text } from '../../platform/i18n.ts';
import { DepartmentName } from '../../design/department-name.tsx';
import type { CallsFilter, DisclosureRow } from './exchange-queries.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import styles from './exchange.module.css';
import { CallTitle } from './call-title.tsx';

const rowWords = (t: Text, count: number) =>
  count === 1 ? t('exchange.calls.oneRow') : t('exchange.calls.rowCount', { count: formatCount(count) });

/** Columns of the call log; the other department is the one that is not looked from. */
export function callColumns(t: Text, side: CallsFilter['side']): Column<DisclosureRow>[] {
  const columns: (Column<DisclosureRow> | false)[] = [
    {
      key: 'at',
      title: t('exchange.calls.at'),
      width: '7.5rem',
      onCard: 'aside',
      cell: ({ at }) => <DateText at={at} />,
    },
    {
      key: 'outcome',
      title: t('exchange.calls.outcome'),
      width: '5.5rem',
      cell: ({ outcome }) => <OutcomeMark outcome={outcome} />,
    },
    {
      key: 'resource',
      title: t('exchange.calls.resource'),
      onCard: 'title',
      cell: (call) => (
        <>
          <CallTitle call={call} />{' '}
          <span className={clsx('nowrap', styles['quiet'])}>{t(`exchange.mode.${call.mode}`)}</span>
        </>
      ),
    },
    side !== 'requester' && {
      key: 'requester',
      title: t('exchange.calls.requester'),
      cell: ({ requesterName }) => <DepartmentName department={{ name: requesterName }} />,
    },
    side !== 'provider' && {
      key: 'provider',
      title: t('exchange.calls.provider'),
      cell: ({ providerName }) =>
        providerName === null ? '–' : <DepartmentName department={{ name: providerName }} />,
    },
    {
      key: 'caller',
      title: t('exchange.calls.caller'),
      onCard: 'hidden',
      cell: ({ callerName, orderedByName }) =>
        orderedByName === null || orderedByName === callerName
          ? callerName
          : t('exchange.calls.fetchedFor', { caller: callerName, orderer: orderedByName }),
    },
    {
      key: 'refusal',
      title: t('exchange.calls.result'),
      cell: (call) =>
        call.outcome === 'answered' ? (
          rowWords(t, call.rowCount)
        ) : (
          <span className={styles['refusalCell']}>
            {call.refusal} {call.rule && <RuleLink rule={call.rule} quiet />}
          </span>
        ),
    },
  ];
  return columns.filter((column) => column !== false);
}
