import '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page needs the width: the navigation starts folded to its icons. */
    foldsNavigation?: boolean;
  }
}
