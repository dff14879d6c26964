import { placeProps, ReceiptChip } from '../../design/receipt-chip.tsx';
import { useLedgerPlaces } from '../../platform/ledger-places.ts';

/** The receipt of a call, with its number as soon as the ledger has given one. */
export function CallReceipt({ receipt }: { receipt: string }) {
  const places = useLedgerPlaces([receipt]);
  return <ReceiptChip entryId={receipt} {...placeProps(places.get(receipt))} />;
}
