import { isMessageKey, type Language, type MessageKey, messages } from '@tandem/messages';
import { knownRefusals } from './known-refusals.ts';

export interface BatchFailure {
  sentence: string;
  advice: string;
  rule: { id: string; article: number } | undefined;
}

const words = (key: MessageKey, language: Language) => messages[key][language].replace(/\{\{\w+\}\}/g, '…');

/** Codes that say another thing of a file than of a call. */
const ofFiles: Readonly<Record<string, readonly [MessageKey, MessageKey]>> = {
  EXCHANGE_QUOTA_ROWS: ['exchange.batch.tooManyRows', 'exchange.batch.tooManyRows.advice'],
};

/** Why a file was not made, by which rule, and what to do; a code without words stands as it is. */
export function batchFailure(code: string, language: Language): BatchFailure {
  const rule = knownRefusals.find((known) => known.code === code)?.rule;
  const detail = `${code}.detail`;
  const [why, what] = ofFiles[code] ?? [code, isMessageKey(detail) ? detail : 'exchange.batch.failed.advice'];
  return {
    sentence: isMessageKey(why) ? words(why, language) : why,
    advice: isMessageKey(what) ? words(what, language) : '',
    rule: rule === undefined ? undefined : { id: rule, article: Number(rule.split('.')[0]) },
  };
}
