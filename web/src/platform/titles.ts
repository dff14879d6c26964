import type { Language } from './i18n.ts';

/** An entry as the server names it; `titleEn` is empty where it has no English title. */
export interface Titled {
  title: string;
  titleEn?: string | undefined;
}

/** Which of the two titles is drawn; `lang` marks one that is not in the reader's language. */
export function titleIn(
  language: Language,
  { title, titleEn = '' }: Titled,
): { text: string; lang?: 'zh-CN' } {
  if (language === 'zh' || title === '') return { text: title };
  return titleEn === '' ? { text: title, lang: 'zh-CN' } : { text: titleEn };
}
