import { queryOptions, useQuery } from '@tanstack/react-query';
import { englishByName } from '@tandem/messages';
import { answer, api } from './api.ts';
import { learnDepartmentNames, useLanguage } from './i18n.ts';

/** What departments are called in English; sentences and names use it as soon as it is there. */
const englishNamesQuery = queryOptions({
  queryKey: ['departments', 'english'],
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET('/api/v1/departments/names', { signal }));
    learnDepartmentNames(englishByName(items));
    return items.length;
  },
  staleTime: 10 * 60_000,
});

/** Learns what departments are called in English, where somebody reads English. */
export function useEnglishNames(isSignedIn: boolean): void {
  const language = useLanguage();
  useQuery({ ...englishNamesQuery, enabled: isSignedIn && language === 'en' });
}
