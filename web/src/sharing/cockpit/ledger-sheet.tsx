import { Link } from '@tanstack/react-router';
import { type Fact, Facts } from '../../design/facts.tsx';
import { ProofMark } from '../../design/proof-mark.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { formatCount, formatTime } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { monthSpan } from '../../platform/spans.ts';
import type { Cockpit } from './cockpit-query.ts';
import styles from './cockpit-page.module.css';

type Ledger = Cockpit['ledger'];

function addsUp({ addedUp, missing }: Ledger): boolean {
  return missing === 0 && (addedUp === null || addedUp.differingDays.length === 0);
}

/** The ledger's own figures: how long it is, and that what was disclosed is what it holds. */
export function LedgerSheet(props: { ledger: Ledger; catalogue: Cockpit['catalogue']; month: string }) {
  const { ledger, catalogue, month } = props;
  const t = useText();
  const sound = addsUp(ledger);
  return (
    <Sheet
      title={t('cockpit.ledger.title')}
      note={
        <span className={sound ? undefined : styles['unsound']}>
          <ProofMark proven={sound}>{t(sound ? 'cockpit.ledger.sound' : 'cockpit.ledger.unsound')}</ProofMark>
        </span>
      }
    >
      <p>
        {ledger.addedUp === null ? (
          <span className={styles['figure']}>{formatCount(ledger.size)}</span>
        ) : (
          <Link to="/ledger" className={styles['figure']}>
            {formatCount(ledger.size)}
          </Link>
        )}{' '}
        {t('cockpit.ledger.entries')}
      </p>
      <p className={styles['checkpoint']}>
        {ledger.signedAt &&
          t('cockpit.ledger.checkpoint', { at: formatTime(ledger.signedAt), root: ledger.root.slice(0, 12) })}
      </p>
      <Facts labelWidth="11rem" facts={[...factsOf(t, ledger), ...announcedFacts(t, catalogue, month)]} />
    </Sheet>
  );
}

function addedUpFacts(t: Text, addedUp: NonNullable<Ledger['addedUp']>): Fact[] {
  const { disclosures, entries, differingDays, waiting } = addedUp;
  const same = differingDays.length === 0;
  const counts = {
    disclosures: formatCount(disclosures),
    entries: formatCount(entries + Math.max(0, waiting)),
  };
  return [
    {
      label: <ProofMark proven={same}>{t('cockpit.ledger.addsUp')}</ProofMark>,
      value: t(same ? 'cockpit.ledger.sums' : 'cockpit.ledger.sumsDiffer', counts),
      aside: same
        ? waiting > 0
          ? t('cockpit.ledger.waiting', { count: waiting })
          : t('cockpit.ledger.span')
        : t('cockpit.ledger.differ', { days: differingDays.join('、') }),
    },
  ];
}

function announcedFacts(t: Text, catalogue: Cockpit['catalogue'], month: string): Fact[] {
  const fact = (announced: 'first' | 'recollected', label: string, count: number): Fact => ({
    label: (
      <Link to="/catalogue" search={{ announced, ...monthSpan(month) }}>
        {label}
      </Link>
    ),
    value: formatCount(count),
    aside: t('cockpit.thisMonth'),
  });
  return [
    fact('first', t('cockpit.ledger.published'), catalogue.firstPublished),
    fact('recollected', t('cockpit.ledger.recollected'), catalogue.recollected),
  ];
}

function factsOf(t: Text, ledger: Ledger): Fact[] {
  const { sampled, missing, addedUp } = ledger;
  return [
    ...(addedUp === null ? [] : addedUpFacts(t, addedUp)),
    {
      label: <ProofMark proven={missing === 0}>{t('cockpit.ledger.match')}</ProofMark>,
      value: t('cockpit.ledger.found', {
        found: formatCount(sampled - missing),
        count: formatCount(sampled),
      }),
      aside: t('cockpit.target', { value: '100%' }),
    },
  ];
}
