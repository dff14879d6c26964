import { Link } from '@tanstack/react-router';
import { CopyableCode } from '../../design/code-block.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Facts, type Fact } from '../../design/facts.tsx';
import { MeterBar } from '../../design/meter-bar.tsx';
import { formatCount } from '../../platform/formats.ts';
import { useText } from '../../platform/i18n.ts';
import { RowsText } from '../requests/scope-words.tsx';
import { TitleText } from '../../design/title-text.tsx';
import { DepartmentName } from '../../design/department-name.tsx';
import type { CallGuide } from './exchange-queries.ts';
import styles from './exchange.module.css';

/** What holds every call: purpose, rows, quota, term, and which state of the data answers. */
export function AgreementFacts({ guide, agreementId }: { guide: CallGuide; agreementId: string }) {
  const t = useText();
  const { usedToday, quota, dataset, term } = guide;
  const isSandbox = agreementId === 'sandbox';
  const facts: Fact[] = [
    {
      label: t('exchange.agreement'),
      value: isSandbox ? (
        t('exchange.sandbox')
      ) : (
        <Link to={`/agreements/${agreementId}`}>{guide.number}</Link>
      ),
      aside: t('exchange.facts.version', { version: guide.version }),
    },
    {
      label: t('agreement.callId'),
      value: <CopyableCode code={agreementId} label={t('agreement.callId.copy')} />,
    },
    {
      label: t('exchange.facts.resource'),
      value: <TitleText of={guide.resource} />,
      ...(isSandbox ? {} : { aside: <DepartmentName department={guide.provider} /> }),
    },
    {
      label: t('exchange.facts.purpose'),
      value: <span className="serif">{isSandbox ? t('exchange.sandbox.purpose') : guide.purpose.text}</span>,
      aside: <code>{guide.purpose.code}</code>,
    },
    {
      label: t('exchange.facts.rows'),
      value: (
        <span className="serif">
          <RowsText rowFilter={guide.rowFilter} />
        </span>
      ),
    },
    {
      label: t('exchange.facts.calls'),
      value: <Quota used={usedToday.calls} limit={quota.callsPerDay} />,
    },
    { label: t('exchange.facts.rowsToday'), value: <Quota used={usedToday.rows} limit={quota.rowsPerDay} /> },
    {
      label: t('exchange.facts.term'),
      value: (
        <>
          <DateText at={term.from} kind="long" /> – <DateText at={term.to} kind="long" />
        </>
      ),
    },
  ];
  if (dataset) {
    facts.push({
      label: t('exchange.facts.data'),
      value: t('exchange.facts.dataset', { version: dataset.version, rows: formatCount(dataset.rows) }),
      aside: <DateText at={dataset.updatedAt} />,
    });
  }
  return <Facts facts={facts} />;
}

function Quota({ used, limit }: { used: number; limit: number }) {
  const isNear = used >= limit * 0.7;
  return (
    <div className={styles['quota']}>
      <span>
        {formatCount(used)} / {formatCount(limit)}
      </span>
      <MeterBar value={used} max={limit} tone={used >= limit ? 'red' : isNear ? 'accent' : 'blue'} />
    </div>
  );
}
