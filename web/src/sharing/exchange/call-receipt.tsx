import { useQuery } from '@tanstack/react-query';
import { ReceiptChip } from '../../design/receipt-chip.tsx';
import { recordQuery } from './exchange-queries.ts';

/** The receipt of a call, with its number as soon as the ledger has given one. */
export function CallReceipt({ receipt }: { receipt: string }) {
  const index = useQuery(recordQuery(receipt)).data?.index;
  return <ReceiptChip entryId={receipt} {...(typeof index === 'number' ? { index } : {})} />;
}
