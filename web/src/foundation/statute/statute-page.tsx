import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PageHeader } from '../../design/page-header.tsx';
import { FailurePage } from '../../design/failure-page.tsx';
import { EmptyState, LoadingState } from '../../design/states.tsx';
import { useText } from '../../platform/i18n.ts';
import { useLanguage } from '../../platform/i18n.ts';
import { ArticleIndex } from './article-index.tsx';
import { ArticleSection } from './article-section.tsx';
import { countProven, filterRules, groupByArticle } from './group-rules.ts';
import { RuleFilters, useRuleFilter } from './rule-filters.tsx';
import { type Statute, statuteQuery } from './statute-query.ts';
import styles from './statute-page.module.css';

/** The rulebook of the decree as this platform keeps it: what binds, by which code, proven by which tests. */
export function StatutePage() {
  const t = useText();
  const query = useQuery(statuteQuery);
  if (query.isPending) return <LoadingState shape="page" rows={12} />;
  if (query.isError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  return <StatuteBody statute={query.data} title={t('statute.title')} />;
}

function StatuteBody({ statute, title }: { statute: Statute; title: string }) {
  const t = useText();
  const language = useLanguage();
  const filter = useRuleFilter();
  const shown = filterRules(statute.rules, filter);
  const articles = groupByArticle(shown);
  useHashTarget();
  const { decree } = statute;
  return (
    <>
      <PageHeader
        title={title}
        tabTitle={title}
        note={`${decree[language]} · ${t('statute.decree', { number: decree.number, inForce: decree.inForce })}`}
      />
      <Legend statute={statute} />
      <div className={styles['columns']}>
        <div className={styles['side']}>
          <RuleFilters rules={statute.rules} shown={shown.length} />
          <ArticleIndex articles={articles} />
        </div>
        <div className={styles['articles']}>
          {articles.length === 0 && <EmptyState title={t('statute.empty')} />}
          {articles.map((group) => (
            <ArticleSection key={group.article ?? 'platform'} group={group} />
          ))}
        </div>
      </div>
    </>
  );
}

/** How to read the page: what binds by law, what the platform added, and that all of it is proven. */
function Legend({ statute }: { statute: Statute }) {
  const t = useText();
  const { inForce, proven, toCome } = countProven(statute.rules);
  return (
    <ul className={styles['legend']}>
      <li>
        <span className={styles['sampleStatute']}>{t('statute.kind.statute')}</span>{' '}
        {t('statute.legend.statute')}
      </li>
      <li>
        <span className={styles['samplePlatform']}>{t('statute.kind.platform')}</span>{' '}
        {t('statute.legend.platform')}
      </li>
      <li>{t('statute.legend.proven', { inForce, proven, toCome })}</li>
    </ul>
  );
}

/** The rules come after the page, so the browser could not go to the anchor by itself. */
function useHashTarget(): void {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash === '') return;
    const target = document.getElementById(hash);
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  }, [hash]);
}
