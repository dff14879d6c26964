import { englishByName, type Language } from '@tandem/messages';
import type { Tx } from '../../platform/database/transaction.ts';
import type { DepartmentWord } from '../../platform/http/send-sheet.ts';
import { listEnglishNames } from './department-store.ts';

/** Names departments for a file in a language, by the rule that the console draws them by; Chinese where there is no other. */
export async function departmentWords(tx: Tx, language: Language): Promise<DepartmentWord> {
  if (language === 'zh') return (name) => name;
  const english = new Map(Object.entries(englishByName(await listEnglishNames(tx))));
  return (name) => english.get(name ?? '') ?? name;
}
