import { FileButton } from '../../design/file-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { ProofMark } from '../../design/proof-mark.tsx';
import { placeProps, type ReceiptStep, ReceiptTimeline } from '../../design/receipt-chip.tsx';
import { SidePart } from '../../design/work-page.tsx';
import { formatDateTime } from '../../platform/formats.ts';
import { type Text, useText, departmentWord } from '../../platform/i18n.ts';
import { type LedgerPlace, useLedgerPlaces } from '../../platform/ledger-places.ts';
import { useNow } from '../../platform/session.ts';
import type { Step } from './request-api.ts';

interface ReceiptsProps {
  history: readonly Step[];
}

function receiptSteps(
  t: Text,
  history: readonly Step[],
  places: ReadonlyMap<string, LedgerPlace>,
  now: Date,
): ReceiptStep[] {
  return history.map((step) => {
    return {
      entryId: step.entryId,
      title: t(`request.act.${step.act as 'grant'}`),
      note: `${departmentWord(step.actor.departmentShortName ?? t('request.receipts.platform'))} · ${formatDateTime(step.at, now)}`,
      ...placeProps(places.get(step.entryId)),
    };
  });
}

/** Receipts down the side, in the order of the steps they prove. */
export function ReceiptsPart(props: ReceiptsProps) {
  const t = useText();
  const now = useNow();
  const places = useLedgerPlaces(props.history.map(({ entryId }) => entryId));
  const steps = receiptSteps(t, props.history, places, now);
  const entered = steps.filter((step) => step.index !== undefined).length;
  return (
    <>
      <SidePart
        title={t('request.receipts.title')}
        note={
          steps.length > 0 && (
            <ProofMark proven={entered === steps.length}>
              {entered === steps.length
                ? t('request.receipts.all', { count: steps.length })
                : t('request.receipts.some', { count: steps.length - entered })}
            </ProofMark>
          )
        }
      >
        <p className="caption" style={{ marginBottom: '0.75rem' }}>
          {t('request.receipts.note')}
        </p>
        {steps.length === 0 ? (
          <p className="caption">{t('request.receipts.none')}</p>
        ) : (
          <ReceiptTimeline steps={steps} />
        )}
      </SidePart>
      {entered > 0 && (
        <div className="no-print" style={{ padding: '0 1.25rem 0.875rem' }}>
          <FileButton
            block
            icon={<Icon name="download" />}
            paths={props.history.map(({ entryId }) => `/api/v1/ledger/receipts/${entryId}`)}
          >
            {t('request.receipts.save')}
          </FileButton>
        </div>
      )}
    </>
  );
}
