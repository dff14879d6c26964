import { DateText } from '../../design/date-text.tsx';
import { useText } from '../../platform/i18n.ts';
import type { Extension } from './request-tape.ts';

/** How many days are asked for, and which day would be the new one. */
export function AskedExtension({ extension }: { extension: Extension }) {
  const t = useText();
  return (
    <>
      {t('request.extension.days', { days: extension.workingDays })}
      {extension.proposedDueOn ? (
        <b>
          <DateText at={extension.proposedDueOn} kind="weekday" />
        </b>
      ) : (
        t('request.extension.unpublished')
      )}
    </>
  );
}
