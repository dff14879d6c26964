import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { DataTable } from '../../design/data-table.tsx';
import { keysetRows } from '../../design/keyset-rows.ts';
import { ListPreview } from '../../design/list-preview.tsx';
import { saveList } from '../../design/save-list.ts';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { useSearchWithPanel } from '../../platform/panel-history.ts';
import { useSeesAll } from '../../platform/session.ts';
import { CallFilters } from './call-filters.tsx';
import { CallPanel } from './call-panel.tsx';
import { callColumns } from './call-columns.tsx';
import { ExchangeHeader } from './exchange-header.tsx';
import { type CallsFilter, callsQuery, callsQueryOf } from './exchange-queries.ts';
import styles from './exchange.module.css';

const route = getRouteApi('/console/exchange/calls');

export interface CallsSearch extends CallsFilter {
  /** The chosen call. */
  call?: string | undefined;
}

/** Every governed call, answered or refused: own calls, or (as provider) those for own data. */
export function CallsPage() {
  const t = useText();
  const search = route.useSearch() as CallsSearch;
  const supervises = useSeesAll();
  const { call, ...given } = search;
  const filter: CallsFilter = { ...given, side: given.side ?? (supervises ? 'all' : 'requester') };
  const query = useInfiniteQuery(callsQuery(filter));
  const go = useSearchWithPanel('call', search);
  const rows = keysetRows(query);
  const chosen = rows.rows.find(({ id }) => id === call);
  return (
    <ListPreview
      onClose={() => go({ call: undefined })}
      preview={chosen && <CallPanel key={chosen.id} call={chosen} onClose={() => go({ call: undefined })} />}
      list={
        <>
          <ExchangeHeader note={t('exchange.calls.note')} />
          <Sheet flush className={styles['calls']}>
            <DataTable
              caption={t('exchange.tab.calls')}
              {...rows}
              dense
              columns={callColumns(t, filter.side)}
              rowKey={({ id }) => id}
              selectedKey={call}
              onRow={({ id }) => go({ call: id })}
              onExport={(format) => saveList('/api/v1/exchange/calls', callsQueryOf(filter), format)}
              toolbar={<CallFilters filter={filter} supervises={supervises} onChange={go} />}
              empty={<EmptyState title={t('exchange.calls.empty')} />}
            />
          </Sheet>
        </>
      }
    />
  );
}
