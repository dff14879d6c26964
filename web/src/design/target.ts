/** Where a press leads inside the console: what TanStack's `Link` takes. */
export interface Target {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  hash?: string;
}
