import { isMessageKey, type Language, type MessageKey, translate } from '@tandem/messages';

/** Parameters of refusals whose values are codes: by refusal, the vocabulary under which people know them. */
const CODED: { readonly [Key in MessageKey]?: Readonly<Record<string, string>> } = {
  PLATFORM_ROLE_MISSING: { roles: 'console.role' },
  CATALOGUE_CHANGE_DECIDED: { act: 'catalogue.act' },
  REQUEST_NOT_YOUR_SIDE: { side: 'request.side' },
  REQUEST_STATE: { state: 'request.state' },
  REQUEST_MODE_NOT_OFFERED: { mode: 'catalogue.mode' },
  AGREEMENT_STATE: { state: 'agreement.state' },
  DEMAND_STATE: { state: 'demand.state' },
  EXCHANGE_MODE_NOT_AGREED: { mode: 'exchange.mode' },
  IMPORT_PLAN_INVALID: { reason: 'import.plan.fault' },
};

/** `clerk, auditor` as people call them; a code without words is itself. */
function wordsOf(codes: string, vocabulary: string, language: Language): string {
  const words = codes.split(', ').map((code) => {
    const key = `${vocabulary}.${code}`;
    return isMessageKey(key) ? translate(key, language) : code;
  });
  return words.join(language === 'zh' ? '、' : ', ');
}

/** The parameters of a refusal as a person reads them. */
export function inWords(
  code: MessageKey,
  language: Language,
  params: Readonly<Record<string, string | number>>,
): Record<string, string | number> {
  const coded = CODED[code] ?? {};
  const entries = Object.entries(params).map(([name, value]): [string, string | number] => {
    const vocabulary = coded[name];
    return [name, vocabulary === undefined ? value : wordsOf(String(value), vocabulary, language)];
  });
  return Object.fromEntries(entries);
}
