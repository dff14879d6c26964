import { useText } from '../platform/i18n.ts';

/** A law as it is cited: 《title》 article. */
export function LawText({ title, article }: { title: string; article: string }) {
  const t = useText();
  return (
    <span className="serif">
      {t('request.statement.law', { title: title.replace(/^《|》$/g, ''), article })}
    </span>
  );
}
