/** What a department is called, in full and in lists; the English ones may be empty. */
export interface NamedDepartment {
  name: string;
  shortName: string;
  nameEn: string;
  shortNameEn: string;
}

/** English by Chinese names, full and short. A Chinese name that stands for several English ones stays as it is. */
export function englishByName(departments: readonly NamedDepartment[]): Record<string, string> {
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
