import { Link } from '@tanstack/react-router';
import { ArticleLink } from '../../design/article-link.tsx';
import { CodeBlock } from '../../design/code-block.tsx';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { type Language, type Text, useLanguage, useText } from '../../platform/i18n.ts';
import { messages } from '@tandem/messages';
import { ExchangeHeader } from './exchange-header.tsx';
import { BreakableCode } from './breakable-code.tsx';
import { type KnownRefusal, knownRefusals } from './known-refusals.ts';
import styles from './exchange.module.css';

/** From nothing to the first answer by Friday: key, first call, errors, receipts, limits. */
export function GuidePage() {
  const t = useText();
  return (
    <>
      <ExchangeHeader note={t('exchange.guide.note')} />
      <div className={styles['guide']}>
        <div className={styles['column']}>
          <Sheet title={t('exchange.guide.steps')}>
            <ol className={styles['steps']}>
              <li>
                {t('exchange.guide.step.key')}
                <CodeBlock code="node sdk/generate-key.ts keys" title={t('exchange.guide.shell')} />
              </li>
              <li>
                {t('exchange.guide.step.register')}{' '}
                <Link to="/exchange/systems">{t('exchange.tab.systems')}</Link>
              </li>
              <li>
                {t('exchange.guide.step.try')} <Link to="/exchange">{t('exchange.tab.try')}</Link>
              </li>
              <li>
                {t('exchange.guide.step.agreement')} <Link to="/exchange">{t('exchange.tab.try')}</Link>
              </li>
              <li>
                {t('exchange.guide.step.log')} <Link to="/exchange/calls">{t('exchange.tab.calls')}</Link>
              </li>
            </ol>
          </Sheet>
          <Sheet title={t('exchange.guide.rules')}>
            <ul className={styles['rules']}>
              <li>
                {t('exchange.guide.rule.purpose')} <ArticleLink article={25} ruleId="25.purpose" />
              </li>
              <li>
                {t('exchange.guide.rule.scope')} <ArticleLink article={25} ruleId="25.scope" />
              </li>
              <li>
                {t('exchange.guide.rule.masked')}{' '}
                <ArticleLink article={37} ruleId="37.personal-information" />
              </li>
              <li>{t('exchange.guide.rule.record')}</li>
              <li>
                {t('exchange.guide.rule.use')} <ArticleLink article={29} ruleId="29.use-records" />
              </li>
            </ul>
          </Sheet>
          <Sheet title={t('exchange.guide.reference')}>
            <ul className={styles['rules']}>
              <li>
                <a href="/api/docs">{t('exchange.guide.openapi')}</a>
              </li>
              <li>
                <Link to="/verify">{t('exchange.guide.verify')}</Link>
              </li>
            </ul>
          </Sheet>
        </div>
        <Sheet title={t('exchange.guide.refusals')} note={t('exchange.guide.refusals.note')} flush>
          <Refusals />
        </Sheet>
      </div>
    </>
  );
}

function Refusals() {
  const t = useText();
  return (
    <DataTable<KnownRefusal>
      caption={t('exchange.guide.refusals')}
      dense
      rows={knownRefusals}
      rowKey={({ code }) => code}
      columns={refusalColumns(t, useLanguage())}
    />
  );
}

function refusalColumns(t: Text, language: Language): Column<KnownRefusal>[] {
  return [
    { key: 'status', title: 'HTTP', width: '3.5rem', onCard: 'aside', cell: ({ status }) => status },
    {
      key: 'code',
      title: t('exchange.guide.code'),
      onCard: 'title',
      cell: ({ code }) => <BreakableCode code={code} />,
    },
    {
      key: 'text',
      title: t('exchange.guide.meaning'),
      cell: ({ code }) => messages[code][language].replace(/\{\{\w+\}\}/g, '…'),
    },
    {
      key: 'rule',
      title: t('exchange.calls.rule'),
      cell: ({ rule }) => rule && <ArticleLink article={Number(rule.split('.')[0])} ruleId={rule} />,
    },
  ];
}
