import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { DateText } from '../../design/date-text.tsx';
import { Icon } from '../../design/icon.tsx';
import { useText } from '../../platform/i18n.ts';
import { markNoticesSeen, type Notice } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { say } from './sentence.ts';

/** Newest notices shown at once; the rest are a link away. */
const shownNotices = 3;

/** What the department was told since this person looked last. */
export function NoticeStrip({ notices }: { notices: readonly Notice[] }) {
  const t = useText();
  const queryClient = useQueryClient();
  const seen = useMutation({
    mutationFn: () => markNoticesSeen(notices.map((notice) => notice.id)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['inbox'] }),
  });
  if (notices.length === 0) return null;
  return (
    <section className={styles['notices']} aria-label={t('inbox.notices')}>
      <div className={styles['noticesHead']}>
        <Icon name="bell" size={1} />
        {t('inbox.notices.count', { count: notices.length })}
        {notices.length > shownNotices && <Link to="/notices">{t('inbox.notices.all')}</Link>}
        <Button type="text" size="small" loading={seen.isPending} onClick={() => seen.mutate()}>
          {t('inbox.notices.seen')}
        </Button>
      </div>
      <ul>
        {notices.slice(0, shownNotices).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

export function NoticeLine({ notice }: { notice: Notice }) {
  const t = useText();
  return (
    <li className={styles['notice']}>
      <span className="caption">
        <DateText at={notice.at} />
      </span>
      <Link to={notice.href}>{say(t, notice.kind, notice.params)}</Link>
      <span className="caption">{notice.seen ? '' : t('inbox.notices.new')}</span>
    </li>
  );
}
