import { Link } from '@tanstack/react-router';
import { useText } from '../../platform/i18n.ts';
import type { ArticleRules } from './group-rules.ts';
import styles from './statute-page.module.css';

/** All articles at a glance; the one in the address is marked. */
export function ArticleIndex({ articles }: { articles: readonly ArticleRules[] }) {
  const t = useText();
  return (
    <nav className={styles['index']} aria-label={t('statute.index')}>
      {articles.map(({ article, rules }) => {
        const anchor = anchorOf(article);
        return (
          <Link
            key={anchor}
            to="/statute"
            hash={anchor}
            search={true}
            className={styles['indexEntry']}
            activeOptions={{ includeHash: true, includeSearch: false }}
            title={t('statute.rules', { count: rules.length })}
          >
            {article === null ? t('statute.platformRules') : article}
          </Link>
        );
      })}
    </nav>
  );
}

export function anchorOf(article: number | null): string {
  return article === null ? 'platform' : `art-${article}`;
}
