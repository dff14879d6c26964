import { clsx } from 'clsx';
import { Link } from '@tanstack/react-router';
import { useText } from '../platform/i18n.ts';
import styles from './article-link.module.css';

interface ArticleLinkProps {
  /** Null for a limit that is no statute: 平台规则 stands where the article would. */
  article: number | null;
  /** Rule of the rulebook, e.g. `21.reply.conditional`; shown on hover, and marked on the page it leads to. */
  ruleId?: string | undefined;
  /** In captions: inherits the colour of its line and shows as a link on hover and focus. */
  quiet?: boolean;
}

interface RuleOfLimit {
  id: string;
  article: number | null;
  kind?: 'statute' | 'platform' | undefined;
}

/** 第21条: leads to that article on the statute page; 平台规则 to that rule. */
export function ArticleLink({ article, ruleId, quiet = false }: ArticleLinkProps) {
  const t = useText();
  const named = ruleId ?? '';
  const title =
    article === null
      ? t('console.article.platformTitle', { rule: named })
      : t('console.article.title', { article, rule: named });
  return (
    <Link
      to="/statute"
      hash={article === null ? named : `art-${article}`}
      className={clsx(styles['link'], quiet && styles['quiet'])}
      title={title}
    >
      {article === null ? t('console.article.platform') : t('console.article.short', { article })}
    </Link>
  );
}

/** The rule behind a limit or a refusal. What the platform set says 平台规则, whichever article it serves. */
export function RuleLink({ rule, quiet = false }: { rule: RuleOfLimit; quiet?: boolean }) {
  return (
    <ArticleLink article={rule.kind === 'platform' ? null : rule.article} ruleId={rule.id} quiet={quiet} />
  );
}
