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

const onlyVerified = (modes: readonly string[]) => modes.every((mode) => mode === 'verify');

/** The edit that leads from what was asked for to a scope. */
export function editOf(asked: Scope, scope: Scope): ScopeEdit {
  const kept = new Map(scope.items.map((item) => [item.name, item]));
  return Object.fromEntries(
    asked.items.map((item): [string, ItemChoice] => {
      const now = kept.get(item.name);
      if (!now) return [item.name, 'drop'];
      return [item.name, onlyVerified(now.modes) && !onlyVerified(item.modes) ? 'verify' : 'keep'];
    }),
  );
}

export function sameEdit(a: ScopeEdit, b: ScopeEdit): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    (name) => (a[name] ?? 'keep') === (b[name] ?? 'keep'),
  );
}
