import { type Language, type MessageKey, messages } from '@tandem/messages';
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import * as v from 'valibot';
import { readPreference, writePreference } from './preferences.ts';

export type { Language, MessageKey } from '@tandem/messages';

/** A key of the catalogue, or the stem of a pair `…_one`, `…_other` that is chosen by `{count}`. */
export type TextKey =
  MessageKey | (MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never);
export type TextValues = Readonly<Record<string, string | number>>;
export type Text = (key: TextKey, values?: TextValues) => string;

const storageKey = 'tandem.language';
const languageSchema = v.picklist(['zh', 'en']);

function textsIn(language: Language): Record<string, string> {
  return Object.fromEntries(Object.entries(messages).map(([key, sentence]) => [key, sentence[language]]));
}

function initialLanguage(): Language {
  const fromBrowser: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return readPreference(storageKey, languageSchema) ?? fromBrowser;
}

/** Tells the document, and by a cookie the server, for files that the browser fetches by itself. */
function announce(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.cookie = `tandem_language=${language}; path=/; SameSite=Strict; max-age=31536000`;
}

/** Must be awaited before the first render. */
export async function startI18n(): Promise<void> {
  const language = initialLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: textsIn('zh') }, en: { translation: textsIn('en') } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { bindI18nStore: 'added' },
  });
  announce(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export async function chooseLanguage(language: Language): Promise<void> {
  writePreference(storageKey, language);
  announce(language);
  await i18next.changeLanguage(language);
}

/** Whether the person has chosen a language on this machine; if not, the one on their account applies. */
export function hasChosenLanguage(): boolean {
  return readPreference(storageKey, languageSchema) !== undefined;
}

const departmentNames = 'departments';

/** What departments are called in English, by their Chinese names; what is on screen is drawn again. */
export function learnDepartmentNames(words: Readonly<Record<string, string>>): void {
  i18next.addResourceBundle('en', departmentNames, words, false, true);
}

/** A department by its name in the language on screen; the Chinese one where it has no other. */
export function departmentWord(name: string): string {
  if (currentLanguage() === 'zh') return name;
  return (i18next.getResource('en', departmentNames, name) as string | undefined) ?? name;
}

/** Values of sentences that are names of departments. */
const partyNames: ReadonlySet<string> = new Set([
  'department',
  'provider',
  'requester',
  'authority',
  'from',
  'name',
]);

function withPartiesNamed(values: TextValues): TextValues {
  const named = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' && partyNames.has(key) ? departmentWord(value) : value,
  ]);
  return Object.fromEntries(named) as TextValues;
}

/**
 * The sentence under a key in the language on screen, departments in it as they are called in that language. The component
 * is drawn again when the language changes.
 */
export function useText(): Text {
  const { t } = useTranslation();
  return useCallback((key, values = {}) => String(t(key, withPartiesNamed(values))), [t]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}
