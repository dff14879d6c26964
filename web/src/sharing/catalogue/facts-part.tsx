import { ArticleLink } from '../../design/article-link.tsx';
import { Facts } from '../../design/facts.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { useLanguage, useText } from '../../platform/i18n.ts';
import type { Entry } from './catalogue-api.ts';
import styles from './catalogue.module.css';
import { medianWords, missesLimit, scaled } from './fact-words.ts';
import { RowQuality } from './hit-facts.tsx';

/** Beside an entry: how good its rows are, how much they are used, real against statutory time. */
export function FactsPart({ entry }: { entry: Entry }) {
  const t = useText();
  const language = useLanguage();
  const { facts, version } = entry;
  if (facts === null) return null;
  if (version?.content.shareClass === 'withheld') {
    return (
      <SidePart title={t('catalogue.facts.title')}>
        <p className="caption">
          {t('catalogue.facts.withheld')}
          {t('catalogue.listSemicolon')}
          {t('catalogue.facts.withheld.advice')}
        </p>
      </SidePart>
    );
  }
  const { use, reply, replyLimit } = facts;
  const median = (
    <span className={missesLimit(facts) ? styles['missed'] : undefined}>{medianWords(t, reply)}</span>
  );
  return (
    <SidePart title={t('catalogue.facts.title')}>
      <RowQuality data={facts.data} />
      <Facts
        labelWidth="6rem"
        facts={[
          {
            label: t('catalogue.facts.use'),
            value:
              use.calls === 0
                ? t('catalogue.facts.unused')
                : `${t('catalogue.facts.departments', { count: use.departments })} · ${t('catalogue.facts.callsShort', { calls: scaled(use.calls, language) })}`,
          },
          {
            label: t('catalogue.facts.reply'),
            value: (
              <>
                {replyLimit !== null && t('catalogue.facts.limit', { count: replyLimit })}{' '}
                <ArticleLink article={21} quiet />
                <br />
                {median}
                {reply && (
                  <>
                    <br />
                    <span className="caption">
                      {t(`catalogue.facts.of.${reply.of}`, { count: reply.replies })}
                    </span>
                  </>
                )}
              </>
            ),
          },
        ]}
      />
    </SidePart>
  );
}
