import { useQuery } from '@tanstack/react-query';
import { type FilterChip, FilterChips } from '../../design/filter-chips.tsx';
import { answer, api } from '../../platform/api.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { formatSpan } from '../../platform/spans.ts';
import { titleIn } from '../../platform/titles.ts';
import type { RequestSearch } from './list-query.ts';
import type { RequestRow } from './request-api.ts';

interface LinkedFiltersProps {
  search: RequestSearch;
  /** The first row of the list, which knows the names. */
  first: RequestRow | undefined;
  onRemove: (...names: (keyof RequestSearch)[]) => void;
}

function useProviderName(id: string | undefined, first: RequestRow | undefined): string {
  const { data } = useQuery({
    queryKey: ['departments', 'name', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/departments/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined && first === undefined,
    staleTime: Infinity,
  });
  return first?.provider.name ?? data?.department.name ?? '…';
}

/** The filters of a figure that opened this list: each is named and can be taken off. */
export function LinkedFilters({ search, first, onRemove }: LinkedFiltersProps) {
  const t = useText();
  const language = useLanguage();
  const providerName = useProviderName(search.provider, first);
  const { from, to, repliedFrom, repliedTo, judgedFrom, judgedTo, lateFrom, lateTo } = search;
  const chip = (label: string, ...names: (keyof RequestSearch)[]): FilterChip | undefined =>
    names.some((name) => search[name] !== undefined)
      ? { key: names.join(), label, onRemove: () => onRemove(...names) }
      : undefined;
  const chips = [
    chip(t('request.chip.submitted', { span: formatSpan({ from, to }, language) }), 'from', 'to'),
    chip(
      t('request.chip.replied', { span: formatSpan({ from: repliedFrom, to: repliedTo }, language) }),
      'repliedFrom',
      'repliedTo',
    ),
    chip(
      t('request.chip.judged', { span: formatSpan({ from: judgedFrom, to: judgedTo }, language) }),
      'judgedFrom',
      'judgedTo',
    ),
    chip(
      t('request.chip.late', { span: formatSpan({ from: lateFrom, to: lateTo }, language) }),
      'lateFrom',
      'lateTo',
    ),
    chip(t('request.chip.supplemented'), 'supplemented'),
    chip(t('request.chip.authority'), 'authority'),
    chip(t(`request.chip.${search.decision ?? 'grant'}`), 'decision'),
    chip(t('request.chip.owed'), 'owed'),
    chip(t('request.chip.provider', { name: providerName }), 'provider'),
    chip(
      t('request.chip.resource', { title: first ? titleIn(language, first.resource).text : '…' }),
      'resource',
    ),
  ];
  return <FilterChips chips={chips.filter((found) => found !== undefined)} />;
}
