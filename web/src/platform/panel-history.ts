import { useNavigate, useRouter } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The step before this one is the same list without its panel. */
    panelOpened?: boolean;
  }
}

type PanelStep = 'back' | 'open' | 'replace' | 'keep';

/**
 * What a change of a list's search does to the history. Opening a panel is a step of its own, so that Back closes it;
 * closing goes that step back; another row keeps to it; filters replace.
 */
export function panelStep(panel: string, search: object, change: object, panelOpened: boolean): PanelStep {
  const before = new Map<string, unknown>(Object.entries(search)).get(panel);
  const after = new Map<string, unknown>(Object.entries({ ...search, ...change })).get(panel);
  const changesPanelOnly = Object.keys(change).every((name) => name === panel);
  if (before === undefined && after !== undefined) return 'open';
  if (!changesPanelOnly || !panelOpened) return 'replace';
  return after === undefined ? 'back' : 'keep';
}

/** Changes the search of a list whose panel is opened by the named parameter. */
export function useSearchWithPanel<Search extends object>(
  panel: keyof Search & string,
  search: Search,
): (change: Search) => void {
  const navigate = useNavigate();
  const { history } = useRouter();
  return (change) => {
    const panelOpened = history.location.state.panelOpened === true;
    const step = panelStep(panel, search, change, panelOpened);
    if (step === 'back') return history.back();
    void navigate({
      to: '.',
      search: { ...search, ...change } as never,
      replace: step !== 'open',
      state: { panelOpened: step === 'open' || step === 'keep' },
      resetScroll: false,
    });
  };
}
