import type { Scope } from './request-api.ts';

/** What the provider would do with an item: give it, only answer yes or no, or leave it out. */
export type ItemChoice = 'keep' | 'verify' | 'drop';
export type ScopeEdit = Readonly<Record<string, ItemChoice>>;

/** The scope that an edit describes; items not named in it stay as asked for. */
export function editedScope(asked: Scope, edit: ScopeEdit): Scope {
  const items = asked.items.flatMap((item): Scope['items'] => {
    switch (edit[item.name] ?? 'keep') {
      case 'keep':
        return [item];
      case 'verify':
        return [{ name: item.name, modes: ['verify'], unmasked: false }];
      case 'drop':
        return [];
    }
  });
  return { ...asked, items };
}

export function isEdited(edit: ScopeEdit): boolean {
  return Object.values(edit).some((choice) => choice !== 'keep');
}
