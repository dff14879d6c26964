import { useQuery } from '@tanstack/react-query';
import type { paths } from '../generated/api.ts';
import { answer, api } from './api.ts';

type Places = paths['/api/v1/ledger/places']['get']['responses'][200]['content']['application/json']['items'];
export type LedgerPlace = Places[number];

/** As many as the server answers for at once. */
const MOST_IDS = 100;

/** Where entries stand in the ledger, whoever may open them; asked again until each has its index. */
export function useLedgerPlaces(ids: readonly string[]): ReadonlyMap<string, LedgerPlace> {
  const asked = ids.slice(0, MOST_IDS);
  const { data } = useQuery({
    queryKey: ['ledger', 'places', asked],
    queryFn: async ({ signal }) => {
      const { items } = await answer(
        api.GET('/api/v1/ledger/places', { params: { query: { id: [...asked] } }, signal }),
      );
      return new Map(items.map((place) => [place.id, place]));
    },
    enabled: asked.length > 0,
    placeholderData: (known) => known,
    refetchInterval: ({ state }) =>
      [...(state.data?.values() ?? [])].some(({ index }) => index === null) ? 1500 : false,
  });
  return data ?? new Map();
}
