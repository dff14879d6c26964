import { addWorkingDays, localDate } from '@tandem/calendar';
import { ArticleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { useText } from '../../platform/i18n.ts';

interface ExtensionHintProps {
  /** Working days as stated so far. */
  days: unknown;
  max: number | undefined;
  dueBefore: string | null | undefined;
}

/** Beside the days of an extension: how many there may be, by which article, and the due day that they come to. */
export function ExtensionHint({ days, max, dueBefore }: ExtensionHintProps) {
  const t = useText();
  return (
    <span className="caption" aria-live="polite">
      {max !== undefined && (
        <>
          {t('request.extension.atMost', { count: max })}{' '}
          <ArticleLink article={21} ruleId="21.reply.extension" quiet />
        </>
      )}
      {typeof days === 'number' && days >= 1 && dueBefore && (
        <>
          {' · '}
          <NewDueDay dueBefore={dueBefore} days={days} />
        </>
      )}
    </span>
  );
}

function NewDueDay({ dueBefore, days }: { dueBefore: string; days: number }) {
  const t = useText();
  const due = addWorkingDays(localDate(dueBefore), days);
  if (!due.ok) return t('request.extension.newDueUnpublished');
  return (
    <>
      {t('request.extension.newDue')}{' '}
      <b>
        <DateText at={due.date} kind="weekday" />
      </b>
    </>
  );
}
