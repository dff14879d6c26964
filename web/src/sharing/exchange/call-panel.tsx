import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { RuleLink } from '../../design/article-link.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Facts, type Fact } from '../../design/facts.tsx';
import { StatuteQuote } from '../../design/statute-quote.tsx';
import { SidePanel, SidePart } from '../../design/work-page.tsx';
import { formatCount } from '../../platform/formats.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import type { DisclosureRow } from './exchange-queries.ts';
import { CallReceipt } from './call-receipt.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import styles from './exchange.module.css';
import { CallTitle } from './call-title.tsx';

/** One call: who asked what for which purpose, what came of it, and the receipt that proves it. */
export function CallPanel({ call, onClose }: { call: DisclosureRow; onClose: () => void }) {
  const t = useText();
  return (
    <SidePanel
      label={t('exchange.call')}
      foot={
        <div className={styles['panelFoot']}>
          <CallReceipt receipt={call.id} />
          <Button type="text" onClick={onClose}>
            {t('ledger.panel.close')}
          </Button>
        </div>
      }
    >
      <SidePart>
        <OutcomeMark outcome={call.outcome} />
        <h2 className={styles['callTitle']}>
          <CallTitle call={call} />
        </h2>
        <Facts facts={factsOf(t, call)} labelWidth="5.5rem" plain />
      </SidePart>
      {call.refusal !== null && (
        <SidePart title={t('exchange.call.why')}>
          <StatuteQuote
            source={
              <>
                {call.rule && (
                  <>
                    <RuleLink rule={call.rule} /> {call.rule.title} ·{' '}
                  </>
                )}
                <code>{call.refusalCode}</code>
              </>
            }
          >
            {call.refusal}
          </StatuteQuote>
        </SidePart>
      )}
      <SidePart title={t('exchange.call.proof')}>
        <p className={styles['hint']}>
          {t(call.answerSha256 ? 'exchange.call.proof.answered' : 'exchange.call.proof.refused')}
        </p>
        {call.answerSha256 && <code className={styles['digest']}>{call.answerSha256}</code>}
      </SidePart>
    </SidePanel>
  );
}

function factsOf(t: Text, call: DisclosureRow): Fact[] {
  return [
    { label: t('exchange.calls.at'), value: <DateText at={call.at} kind="exact" /> },
    { label: t('exchange.calls.requester'), value: departmentWord(call.requesterName) },
    {
      label: t('exchange.calls.caller'),
      value: callerFact(t, call),
    },
    ...(call.orderedByName === null
      ? []
      : [{ label: t('exchange.calls.orderedBy'), value: call.orderedByName }]),
    { label: t('exchange.calls.provider'), value: departmentWord(call.providerName ?? '–') },
    {
      label: t('exchange.calls.agreement'),
      value:
        call.agreementId === null ? (
          '–'
        ) : (
          <Link to={`/agreements/${call.agreementId}`}>
            {call.agreementNumber} {t('exchange.facts.version', { version: call.agreementVersion ?? 1 })}
          </Link>
        ),
    },
    { label: t('exchange.calls.mode'), value: t(`exchange.mode.${call.mode}`) },
    {
      label: t('exchange.calls.purpose'),
      value: call.purpose === '' ? t('exchange.call.noPurpose') : call.purpose,
    },
    { label: t('exchange.calls.items'), value: call.items.join('、') || '–' },
    { label: t('exchange.calls.rows'), value: formatCount(call.rowCount) },
  ];
}

/** Where an older file was made by the platform, the name says so already. */
function callerFact(t: Text, { callerKind: kind, callerName }: DisclosureRow): string {
  return kind === 'person' || kind === 'system'
    ? `${callerName} · ${t(`exchange.caller.${kind}`)}`
    : callerName;
}
