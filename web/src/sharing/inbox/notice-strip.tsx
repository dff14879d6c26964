import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { DateText } from '../../design/date-text.tsx';
import { Icon } from '../../design/icon.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { titleIn } from '../../platform/titles.ts';
import { markNoticesSeen, type Notice } from './inbox-api.ts';
import styles from './inbox-page.module.css';
import { useSay } from './sentence.ts';

/** What the department was told, in a sentence, and of which matter. */
export function NoticeWords({ notice: { kind, params, titleEn } }: { notice: Notice }) {
  const say = useSay();
  const language = useLanguage();
  const { title, number } = params;
  const named = typeof title === 'string' ? { title: titleIn(language, { title, titleEn }).text } : {};
  const sentence = say(kind, { ...params, ...named });
  if (!number || sentence.includes(String(number))) return sentence;
  return (
    <>
      {sentence} <code>{number}</code>
    </>
  );
}

/** What the department was told since this person looked last: one line, the newest in words. */
export function NoticeStrip({ notices }: { notices: readonly Notice[] }) {
  const t = useText();
  const [newest] = notices;
  if (!newest) return null;
  return (
    <section className={styles['notices']} aria-label={t('inbox.notices')}>
      <Icon name="bell" size={1} />
      <Link to="/notices" className="nowrap">
        {t('inbox.notices.count', { count: notices.length })}
      </Link>
      <Link to={newest.href} className={styles['newest']}>
        <NoticeWords notice={newest} />
      </Link>
      <SeenButton notices={notices} />
    </section>
  );
}

/** Marks notices as seen by this person; colleagues still see theirs. */
export function SeenButton({ notices }: { notices: readonly Notice[] }) {
  const t = useText();
  const queryClient = useQueryClient();
  const seen = useMutation({
    mutationFn: () => markNoticesSeen(notices.map((notice) => notice.id)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['inbox'] }),
  });
  return (
    <Button type="text" size="small" loading={seen.isPending} onClick={() => seen.mutate()}>
      {t('inbox.notices.seen')}
    </Button>
  );
}

export function NoticeLine({ notice }: { notice: Notice }) {
  const t = useText();
  return (
    <li className={styles['notice']}>
      <span className="caption">
        <DateText at={notice.at} />
      </span>
      <Link to={notice.href}>
        <NoticeWords notice={notice} />
      </Link>
      <span className="caption">{notice.seen ? '' : t('inbox.notices.new')}</span>
    </li>
  );
}
