import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { keysetRows } from '../../design/keyset-rows.ts';
import { PageHeader } from '../../design/page-header.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { noticesQuery } from './inbox-api.ts';
import { NoticeLine, SeenButton } from './notice-strip.tsx';

/** Everything the department was told lately, seen or not. */
export function NoticesPage() {
  const t = useText();
  const notices = useInfiniteQuery(noticesQuery);
  const { rows, hasMore, loadingMore, onMore } = keysetRows(notices);
  const unseen = rows.filter((notice) => !notice.seen);
  return (
    <>
      <PageHeader
        title={t('inbox.notices')}
        crumbs={[{ label: t('console.nav.inbox'), to: '/inbox' }]}
        actions={unseen.length > 0 && <SeenButton notices={unseen} />}
      />
      <Sheet flush>
        {notices.isPending && <LoadingState rows={6} />}
        {notices.isError && <FailureState problem={notices.error} onRetry={() => void notices.refetch()} />}
        {notices.isSuccess && rows.length === 0 && <EmptyState title={t('inbox.notices.none')} />}
        <ul>
          {rows.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </ul>
        {hasMore && (
          <Button type="text" block loading={loadingMore} onClick={onMore}>
            {t('console.table.more')}
          </Button>
        )}
      </Sheet>
    </>
  );
}
