import { useQueryClient } from '@tanstack/react-query';
import { type SavingDraft, useSelfSaving } from '../../design/use-self-saving.ts';
import { answer, api } from '../../platform/api.ts';
import { type RequestDetail, requestQuery, type StatementDraft } from './request-api.ts';

export type Autosave = SavingDraft<StatementDraft>;

/** What the server keeps of a draft: a row filter counts once it has a value. */
function kept(statement: StatementDraft): StatementDraft {
  const { rowFilter, ...rest } = statement;
  return rowFilter ? { ...rest, rowFilter: rowFilter.filter((filter) => filter.values.length > 0) } : rest;
}

/** The statements of an application, saving themselves on the server. */
export function useAutosave({ id, version, statement }: RequestDetail): Autosave {
  const queryClient = useQueryClient();
  const { queryKey } = requestQuery(id);
  return useSelfSaving({
    key: `requests/${id}`,
    start: { version, value: statement },
    save: async (given) => {
      const headers = { 'if-match': `"${given.version}"` };
      const params = { path: { id }, header: headers };
      const saved = await answer(api.PATCH('/api/v1/requests/{id}', { params, body: kept(given.value) }));
      // Who comes back to this page begins with what was saved, not with what was read before.
      queryClient.setQueryData(
        queryKey,
        (known) => known && { ...known, version: saved.version, statement: given.value },
      );
      return saved.version;
    },
    onLeft: () => void queryClient.invalidateQueries({ queryKey }),
  });
}
