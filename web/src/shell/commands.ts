import type { IconName } from '../design/icon.tsx';

export interface Command {
  id: string;
  icon: IconName;
  title: string;
  note?: string | undefined;
  /** Other words by which it is found, e.g. its name in the other language. */
  also?: string;
  href?: string;
  run?: () => void;
}

export interface CommandGroup {
  id: string;
  label: string;
  commands: readonly Command[];
}

function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/** Whether every word typed occurs in the command's title, note or other words. */
export function matchesCommand(command: Command, text: string): boolean {
  const hay = normalize(`${command.title} ${command.note ?? ''} ${command.also ?? ''}`);
  return normalize(text)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

export function narrowGroups(groups: readonly CommandGroup[], text: string): readonly CommandGroup[] {
  return groups
    .map((group) => ({
      ...group,
      commands: group.commands.filter((command) => matchesCommand(command, text)),
    }))
    .filter((group) => group.commands.length > 0);
}
