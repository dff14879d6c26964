import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../design/code-block.tsx';
import { DateText } from '../design/date-text.tsx';
import { Facts } from '../design/facts.tsx';
import { ProofMark } from '../design/proof-mark.tsx';
import { Sheet } from '../design/sheet.tsx';
import { FailureState, LoadingState } from '../design/states.tsx';
import { formatCount } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import { type LogHead, logHeadQuery } from './ledger-queries.ts';
import styles from './ledger-page.module.css';

/** What the log last signed: how long it is, under which root, with which key. */
export function LogHeadSheet() {
  const t = useText();
  const query = useQuery(logHeadQuery);
  return (
    <Sheet title={t('ledger.head')} note={t('ledger.head.note')}>
      {query.isPending && <LoadingState shape="text" rows={3} />}
      {query.isError && <FailureState problem={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Head head={query.data} />}
    </Sheet>
  );
}

function Head({ head }: { head: LogHead }) {
  const t = useText();
  const [presentKey, ...formerKeys] = head.verifierKeys;
  return (
    <div className={styles['head']}>
      <div>
        <span className={styles['size']}>{formatCount(head.size)}</span> {t('ledger.head.entries')}
        <div>
          <ProofMark>{t('ledger.head.signed')}</ProofMark> <DateText at={head.signedAt} kind="exact" />
        </div>
      </div>
      <Facts
        plain
        labelWidth="6rem"
        facts={[
          { label: t('ledger.head.origin'), value: <code className={styles['code']}>{head.origin}</code> },
          { label: t('ledger.head.root'), value: <code className={styles['code']}>{head.root}</code> },
          {
            label: t('ledger.head.key'),
            value: <KeyText verifierKey={presentKey ?? ''} />,
            aside: presentKey && <CopyButton text={presentKey} />,
          },
          ...formerKeys.map((key) => ({
            label: t('ledger.head.formerKey'),
            value: <KeyText verifierKey={key} />,
          })),
          {
            label: t('ledger.head.public'),
            value: (
              <span className={styles['publicLinks']}>
                <a href="/ledger/checkpoint">/ledger/checkpoint</a>
                <a href="/ledger/key">/ledger/key</a>
                <span className="caption">{t('ledger.head.tiles')}</span>
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}

/** A verifier key by its id; whole on hover and by copying. */
function KeyText({ verifierKey }: { verifierKey: string }) {
  const [, keyId = '', key = ''] = verifierKey.split('+');
  return (
    <code className={styles['code']} title={verifierKey}>
      {keyId} · {key.slice(0, 8)}…{key.slice(-6)}
    </code>
  );
}
