import { clsx } from 'clsx';
import { useRouterState } from '@tanstack/react-router';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { Tag } from '../../design/tag.tsx';
import { ProofMark } from '../../design/proof-mark.tsx';
import { type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { isMessageKey } from '@tandem/messages';
import { anchorOf } from './article-index.tsx';
import { type ArticleRules, plainTitle } from './group-rules.ts';
import type { StatuteRule } from './statute-query.ts';
import styles from './statute-page.module.css';

export function ArticleSection({ group }: { group: ArticleRules }) {
  const t = useText();
  const { article, rules } = group;
  const anchor = anchorOf(article);
  return (
    <section className={styles['article']} aria-labelledby={anchor}>
      <h2 id={anchor} tabIndex={-1} className={styles['articleTitle']}>
        {article === null ? t('statute.platformRules') : t('statute.article', { article })}
      </h2>
      <div className={styles['rules']}>
        {rules.map((rule) => (
          <RuleEntry key={rule.id} rule={rule} />
        ))}
      </div>
    </section>
  );
}

function RuleEntry({ rule }: { rule: StatuteRule }) {
  const t = useText();
  const language = useLanguage();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const isStatute = rule.kind === 'statute';
  return (
    <article
      id={rule.id}
      tabIndex={-1}
      className={clsx(
        styles['rule'],
        !isStatute && styles['ofPlatform'],
        hash === rule.id && styles['target'],
      )}
    >
      <header className={styles['ruleHead']}>
        <h3>{plainTitle(rule, language)}</h3>
        {!isStatute && <span className={styles['platformBadge']}>{t('statute.kind.platform')}</span>}
        {rule.status === 'to-come' && <Tag>{t('statute.toCome')}</Tag>}
        <code className={styles['ruleId']}>{rule.id}</code>
      </header>
      {isStatute ? (
        <StatuteQuote>{rule.text[language]}</StatuteQuote>
      ) : (
        <p className={styles['platformText']}>{rule.text[language]}</p>
      )}
      <Params params={rule.params} />
      <Proof rule={rule} />
    </article>
  );
}

function paramText(t: Text, name: string, value: number): string {
  const key = `statute.param.${name}`;
  return isMessageKey(key) ? t(key, { value }) : `${name} ${value}`;
}

function Params({ params }: { params: StatuteRule['params'] }) {
  const t = useText();
  const entries = Object.entries(params);
  if (entries.length === 0) return null;
  return (
    <ul className={styles['params']} aria-label={t('statute.params')}>
      {entries.map(([name, value]) => (
        <li key={name}>{paramText(t, name, value)}</li>
      ))}
    </ul>
  );
}

/** Where the software asks for the rule, and which tests prove it. */
function Proof({ rule }: { rule: StatuteRule }) {
  const t = useText();
  if (rule.status === 'to-come')
    return <p className="caption">{t('statute.toCome.note', { room: rule.room })}</p>;
  const proven = rule.code.length > 0 && rule.tests.length > 0;
  return (
    <details className={styles['proof']}>
      <summary>
        <ProofMark proven={proven}>
          {t(proven ? 'statute.proven' : 'statute.unproven', {
            code: rule.code.length,
            tests: rule.tests.length,
          })}
        </ProofMark>
        <span className={clsx('caption', styles['room'])}>{rule.room}</span>
      </summary>
      <div className={styles['places']}>
        <Places label={t('statute.code')} places={rule.code} />
        <Places label={t('statute.tests')} places={rule.tests} />
      </div>
    </details>
  );
}

function Places({ label, places }: { label: string; places: StatuteRule['code'] }) {
  return (
    <div>
      <h4>{label}</h4>
      <ul>
        {places.map(({ file, line }) => (
          <li key={`${file}:${line}`}>
            <code>
              {file}:{line}
            </code>
          </li>
        ))}
      </ul>
    </div>
  );
}
