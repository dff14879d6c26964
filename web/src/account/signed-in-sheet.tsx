import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type Column, DataTable } from '../design/data-table.tsx';
import { DateText } from '../design/date-text.tsx';
import { ProblemAlert } from '../design/problem-alert.tsx';
import { Sheet } from '../design/sheet.tsx';
import { Tag } from '../design/tag.tsx';
import { type Text, useText } from '../platform/i18n.ts';
import { sessionApi, type SignedIn } from '../platform/session-api.ts';
import { describeBrowser } from './describe-browser.ts';

const signedInKey = ['session', 'all'];

function columns(t: Text): readonly Column<SignedIn>[] {
  return [
    {
      key: 'where',
      title: t('console.sessions.where'),
      onCard: 'title',
      cell: (row) => (
        <>
          <b>{describeBrowser(row.userAgent)}</b> {row.current && <Tag>{t('console.sessions.current')}</Tag>}
        </>
      ),
    },
    { key: 'address', title: t('console.sessions.address'), cell: (row) => <code>{row.address}</code> },
    { key: 'since', title: t('console.sessions.since'), cell: (row) => <DateText at={row.createdAt} /> },
    { key: 'seen', title: t('console.sessions.lastSeen'), cell: (row) => <DateText at={row.lastSeenAt} /> },
  ];
}

/** Where the own account is signed in, and a way to end it everywhere else. */
export function SignedInSheet() {
  const t = useText();
  const queryClient = useQueryClient();
  const signedIn = useQuery({ queryKey: signedInKey, queryFn: ({ signal }) => sessionApi.list(signal) });
  const endOthers = useMutation({
    mutationFn: sessionApi.endOthers,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: signedInKey }),
  });
  const rows = signedIn.data?.items ?? [];
  return (
    <Sheet
      flush
      title={t('console.sessions.title')}
      actions={
        <Button
          size="small"
          disabled={rows.length < 2}
          loading={endOthers.isPending}
          onClick={() => endOthers.mutate()}
        >
          {t('console.sessions.endOthers')}
        </Button>
      }
    >
      <ProblemAlert problem={endOthers.error} />
      <DataTable
        caption={t('console.sessions.title')}
        columns={columns(t)}
        rows={rows}
        rowKey={(row) => row.id}
        dense
        loading={signedIn.isPending}
        problem={signedIn.error}
        onRetry={() => void signedIn.refetch()}
      />
    </Sheet>
  );
}
