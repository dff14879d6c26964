import { useLanguage } from '../platform/i18n.ts';
import { type Titled, titleIn } from '../platform/titles.ts';

/** The title of an entry in the reader's language, or the Chinese one, marked as Chinese. */
export function TitleText({ of }: { of: Titled }) {
  const { text, lang } = titleIn(useLanguage(), of);
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}
