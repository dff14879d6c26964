import { useQueryClient } from '@tanstack/react-query';
import type { Change as ChangeOf } from '../../design/self-saving.ts';
import { type SavingDraft, useSelfSaving } from '../../design/use-self-saving.ts';
import { answer, api } from '../../platform/api.ts';
import { type Content, type Draft, draftQuery } from './catalogue-api.ts';

export type Change = ChangeOf<Content>;
export type Autosave = SavingDraft<Content>;

/** The content of an entry, saving itself on the server. */
export function useAutosave({ resourceId: id, version, content }: Draft): Autosave {
  const queryClient = useQueryClient();
  const { queryKey } = draftQuery(id);
  return useSelfSaving({
    key: `catalogue/${id}`,
    start: { version, value: content },
    save: async (given) => {
      const params = { path: { id }, header: { 'if-match': `"${given.version}"` } };
      const saved = await answer(api.PATCH('/api/v1/catalogue/drafts/{id}', { params, body: given.patch }));
      // Who comes back to this page begins with what was saved, not with what was read before.
      queryClient.setQueryData(
        queryKey,
        (known) => known && { ...known, version: saved.version, content: given.value },
      );
      return saved.version;
    },
    onLeft: () => void queryClient.invalidateQueries({ queryKey }),
  });
}
