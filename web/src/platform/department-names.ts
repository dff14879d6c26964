import { queryOptions, useQuery } from '@tanstack/react-query';
import type { paths } from '../generated/api.ts';
import { answer, api } from './api.ts';
import { learnDepartmentNames, useLanguage } from './i18n.ts';

type Names =
  paths['/api/v1/departments/names']['get']['responses']['200']['content']['application/json']['items'];

/** English by Chinese names, full and short. A Chinese name that stands for several English ones stays as it is. */
export function englishByName(departments: Names): Record<string, string> {
  const found = new Map<string, Set<string>>();
  const add = (name: string, english: string) => found.set(name, (found.get(name) ?? new Set()).add(english));
  for (const { name, shortName, nameEn, shortNameEn } of departments) {
    add(name, nameEn);
    if (shortName !== name) add(shortName, shortNameEn || nameEn);
  }
  return Object.fromEntries(
    [...found].flatMap(([name, [english, ...others]]) =>
      english === undefined || others.length > 0 ? [] : [[name, english]],
    ),
  );
}

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
