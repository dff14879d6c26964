import { messages } from '@tandem/messages';
import { useQueries } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { chooseAppearance, useAppearance } from '../platform/appearance.ts';
import type { Found, RouterContext } from '../platform/areas.ts';
import { type Text, useLanguage, useText } from '../platform/i18n.ts';
import { useChooseLanguage, useSession } from '../platform/session.ts';
import { type Command, type CommandGroup, narrowGroups } from './commands.ts';
import { visibleNavigation } from './nav.ts';
import { useLeave } from './session-acts.ts';

interface UseCommandsOptions {
  text: string;
  isContributed: (to: string) => boolean;
}

function useSettled(text: string, delayMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delayMs);
    return () => clearTimeout(timer);
  }, [text, delayMs]);
  return settled;
}

/**
 * Everything the palette offers for a text: pages, then findings of the areas as they come, settings last. What was
 * chosen among the pages stays where it is while findings arrive.
 */
export function useCommands({ text, isContributed }: UseCommandsOptions) {
  const t = useText();
  const pages = usePageCommands(t, isContributed);
  const settings = useSettingCommands(t);
  const { groups: found, searching } = useFoundGroups(text.trim());
  const narrow = (group: CommandGroup) => narrowGroups([group], text);
  return {
    groups: [
      ...narrow({ id: 'pages', label: t('console.palette.pages'), commands: pages }),
      ...found,
      ...narrow({ id: 'settings', label: t('console.palette.settings'), commands: settings }),
    ],
    searching,
  };
}

function usePageCommands(t: Text, isContributed: (to: string) => boolean): Command[] {
  const session = useSession();
  const entries = visibleNavigation(session.roles, isContributed).flatMap((group) => group.entries);
  const pages = entries.map((entry): Command => ({
    id: `page-${entry.id}`,
    icon: entry.icon,
    title: t(entry.label),
    also: Object.values(messages[entry.label]).join(' '),
    href: entry.to,
  }));
  const account: Command = {
    id: 'page-account',
    icon: 'person',
    title: t('console.person.account'),
    href: '/account',
  };
  return [...pages, account];
}

function useSettingCommands(t: Text): Command[] {
  const language = useLanguage();
  const { applied, largeType } = useAppearance();
  const leave = useLeave();
  const chooseLanguage = useChooseLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const scheme = applied === 'dark' ? 'light' : 'dark';
  return [
    {
      id: 'set-language',
      icon: 'language',
      title: language === 'zh' ? 'English' : '中文',
      also: 'language 语言',
      run: () => void chooseLanguage(other),
    },
    {
      id: 'set-scheme',
      icon: scheme === 'dark' ? 'moon' : 'sun',
      title: t(scheme === 'dark' ? 'console.palette.goDark' : 'console.palette.goLight'),
      also: 'dark light 深色 浅色',
      run: () => chooseAppearance({ scheme }),
    },
    {
      id: 'set-large',
      icon: 'largeType',
      title: t(largeType ? 'console.palette.normalType' : 'console.palette.largeType'),
      also: 'large type 大字',
      run: () => chooseAppearance({ largeType: !largeType }),
    },
    {
      id: 'sign-out',
      icon: 'signOut',
      title: t('console.person.signOut'),
      also: 'sign out 退出',
      run: leave,
    },
  ];
}

const leastCharacters = 2;

function useFoundGroups(text: string): { groups: CommandGroup[]; searching: boolean } {
  const settled = useSettled(text, 160);
  const session = useSession();
  const { areas } = useRouter().options.context as RouterContext;
  const sources = areas
    .flatMap((area) => area.findSources ?? [])
    .filter((source) => source.visibleTo?.(session) ?? true);
  const enabled = Array.from(settled).length >= leastCharacters;
  const results = useQueries({
    queries: sources.map((source) => ({
      queryKey: ['find', source.id, settled],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.find(settled, signal),
      enabled,
      staleTime: 30_000,
    })),
  });
  const groups = sources.map((source, index) => ({
    id: source.id,
    label: source.label(),
    commands: (enabled ? (results[index]?.data ?? []) : []).map((found) => toCommand(source.id, found)),
  }));
  return {
    groups: groups.filter((group) => group.commands.length > 0),
    searching: enabled && results.some((result) => result.isFetching),
  };
}

function toCommand(sourceId: string, { id, title, note, href }: Found): Command {
  return { id: `${sourceId}-${id}`, icon: 'arrowRight', title, note, href };
}
