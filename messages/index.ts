import { administrationMessages } from './administration.ts';
import { catalogueCompileMessages } from './catalogue-compile.ts';
import { catalogueEntryMessages } from './catalogue-entries.ts';
import { catalogueFactMessages } from './catalogue-facts.ts';
import { catalogueMessages } from './catalogue.ts';
import { clockMessages } from './clocks.ts';
import { cockpitMessages } from './cockpit.ts';
import { consoleMessages } from './console.ts';
import { decisionMessages } from './decision.ts';
import { exchangeMessages } from './exchange.ts';
import { foundationMessages } from './foundation.ts';
import { identityMessages } from './identity.ts';
import { importFileMessages } from './imports-files.ts';
import { importPageMessages } from './imports-pages.ts';
import { importMessages } from './imports.ts';
import { inboxPageMessages } from './inbox-pages.ts';
import { inboxMessages } from './inbox.ts';
import { ledgerMessages } from './ledger.ts';
import { platformMessages } from './platform.ts';
import { requestFormMessages } from './requests-forms.ts';
import { requestPageMessages } from './requests-pages.ts';
import { requestMessages } from './requests.ts';
import { setupMessages } from './setup.ts';
import { statuteMessages } from './statute.ts';

export { englishByName } from './english-names.ts';

/** Texts of one area: stable key to a sentence in both languages. `{{name}}` is replaced by the parameter. */
export type MessageSet = Readonly<Record<string, { zh: string; en: string }>>;
export type Language = 'zh' | 'en';

/** The one message catalogue, used by the server and by the web. */
export const messages = {
  ...catalogueMessages,
  ...catalogueEntryMessages,
  ...catalogueCompileMessages,
  ...catalogueFactMessages,
  ...platformMessages,
  ...ledgerMessages,
  ...setupMessages,
  ...statuteMessages,
  ...clockMessages,
  ...identityMessages,
  ...foundationMessages,
  ...administrationMessages,
  ...consoleMessages,
  ...cockpitMessages,
  ...importMessages,
  ...importFileMessages,
  ...importPageMessages,
  ...exchangeMessages,
  ...requestMessages,
  ...inboxMessages,
  ...requestPageMessages,
  ...requestFormMessages,
  ...inboxPageMessages,
  ...decisionMessages,
} as const;

export type MessageKey = keyof typeof messages;

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

/** The sentence under `key`, with `{{name}}` replaced; a parameter that is not given stays visible. */
export function translate(
  key: MessageKey,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return messages[key][language].replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  );
}
