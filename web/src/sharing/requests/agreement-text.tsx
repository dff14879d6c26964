import type { ReactNode } from 'react';
import { ArticleLink } from '../../design/article-link.tsx';
import { Changed, StatuteQuote } from '../../design/statute-quote.tsx';
import { beijingDay, formatCount } from '../../platform/formats.ts';
import { useLanguage, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { formalDate } from './formal-date.ts';
import {
  modeWords,
  modesOfScope,
  type ReadableScope,
  RowsText,
  sameRows,
  splitItems,
} from './scope-words.tsx';

interface AgreementTextProps {
  requester: string;
  provider: string;
  purpose: string;
  scope: ReadableScope;
  /** What was asked for; where the scope differs from it, the new words stand in ochre. */
  asked?: ReadableScope;
  disposal?: string | undefined;
  /** When both sides had confirmed it; null before. */
  inForceAt: string | null;
}

/** How many points an agreement differs from its request in. */
export function countChanges(scope: ReadableScope, asked: ReadableScope): number {
  const now = splitItems(scope);
  const before = splitItems(asked);
  const changes = [
    now.given.length !== before.given.length,
    now.verified.some((name) => !before.verified.includes(name)),
    !sameRows(scope.rowFilter, asked.rowFilter),
    scope.term.from !== asked.term.from || scope.term.to !== asked.term.to,
    scope.quota.callsPerDay !== asked.quota.callsPerDay || scope.quota.rowsPerDay !== asked.quota.rowsPerDay,
  ];
  return changes.filter(Boolean).length;
}

/** New words in ochre where they differ, the former struck through. */
function Mark({ changed, before, children }: { changed: boolean; before?: ReactNode; children: ReactNode }) {
  return changed ? <Changed {...(before === undefined ? {} : { before })}>{children}</Changed> : children;
}

/** The agreement in the words that bind, complete on one page. */
export function AgreementText(props: AgreementTextProps) {
  const { requester, provider, purpose, scope, asked, disposal, inForceAt } = props;
  const t = useText();
  const reference = asked ?? scope;
  return (
    <StatuteQuote>
      {t('agreement.text.opening', { provider, requester })}
      <u>{purpose}</u>
      {t('agreement.text.modes', { modes: modeWords(t, modesOfScope(scope)) })}
      <Rows scope={scope} asked={reference} />
      <Items scope={scope} asked={reference} />
      <MaskedItems scope={scope} />
      {t('agreement.text.bounds')}
      <ArticleLink article={25} ruleId="25.scope" quiet />
      {t('agreement.text.records')}
      <ArticleLink article={29} ruleId="29.use-records" quiet />
      {t('agreement.text.closing')}
      <Term scope={scope} asked={reference} inForceAt={inForceAt} />
      <Quota scope={scope} asked={reference} />
      {t('agreement.text.disposal', {
        disposal: disposal ? t(`request.disposal.${disposal as 'deleted'}`) : t('agreement.text.dispose'),
      })}
      <ArticleLink article={27} ruleId="27.disposal" quiet />
      {t('agreement.text.end')}
    </StatuteQuote>
  );
}

interface Compared {
  scope: ReadableScope;
  asked: ReadableScope;
}

function Rows({ scope, asked }: Compared) {
  return (
    <Mark
      changed={!sameRows(scope.rowFilter, asked.rowFilter)}
      before={<RowsText rowFilter={asked.rowFilter} />}
    >
      <RowsText rowFilter={scope.rowFilter} />
    </Mark>
  );
}

function Items({ scope, asked }: Compared) {
  const t = useText();
  const now = splitItems(scope);
  const before = splitItems(asked);
  const comma = t('request.list.comma');
  const added = now.verified.filter((name) => !before.verified.includes(name));
  return (
    <>
      {t('agreement.text.of')}
      {(now.given.length > 0 || before.given.length > 0) && (
        <>
          <Mark
            changed={now.given.length !== before.given.length}
            before={t('agreement.text.count', { count: before.given.length })}
          >
            {t('agreement.text.count', { count: now.given.length })}
          </Mark>
          {now.given.length > 0 && t('agreement.text.data', { items: now.given.join(comma) })}
          {now.verified.length > 0 && t('agreement.text.and')}
        </>
      )}
      {now.verified.length > 0 && (
        <Mark changed={added.length > 0}>
          {t('agreement.text.verified', { items: now.verified.join(comma) })}
        </Mark>
      )}
    </>
  );
}

function MaskedItems({ scope }: { scope: ReadableScope }) {
  const t = useText();
  const { given, masked } = splitItems(scope);
  if (masked.length === 0) return null;
  if (masked.length === given.length) return t('agreement.text.allMasked');
  return t('agreement.text.masked', { items: masked.join(t('request.list.comma')) });
}

/** The first day of use: nobody is authorised before both sides confirmed. */
export function firstDay(termFrom: string, inForceAt: string | null): string {
  const confirmedOn = inForceAt === null ? termFrom : beijingDay(inForceAt);
  return confirmedOn > termFrom ? confirmedOn : termFrom;
}

function Term({ scope, asked, inForceAt }: Compared & { inForceAt: string | null }) {
  const t = useText();
  const language = useLanguage();
  const today = beijingDay(useNow());
  const words = ({ from, to }: ReadableScope['term']) => {
    const until = formalDate(to, language);
    if (inForceAt === null && from <= today) return t('agreement.text.termConfirmed', { to: until });
    return t('agreement.text.term', { from: formalDate(firstDay(from, inForceAt), language), to: until });
  };
  const changed = scope.term.from !== asked.term.from || scope.term.to !== asked.term.to;
  return (
    <Mark changed={changed} before={words(asked.term)}>
      {words(scope.term)}
    </Mark>
  );
}

function Quota({ scope, asked }: Compared) {
  const t = useText();
  const words = ({ callsPerDay, rowsPerDay }: ReadableScope['quota']) =>
    t('agreement.text.quota', { calls: formatCount(callsPerDay), rows: formatCount(rowsPerDay) });
  const changed =
    scope.quota.callsPerDay !== asked.quota.callsPerDay || scope.quota.rowsPerDay !== asked.quota.rowsPerDay;
  return (
    <Mark changed={changed} before={words(asked.quota)}>
      {words(scope.quota)}
    </Mark>
  );
}
