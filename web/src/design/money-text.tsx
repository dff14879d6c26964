import { formatFen } from '../platform/formats.ts';

interface MoneyTextProps {
  /** Integer fen. */
  amountFen: number | bigint;
}

/** ¥18,436.80 from integer fen. */
export function MoneyText({ amountFen }: MoneyTextProps) {
  return <span className="nowrap">¥{formatFen(amountFen)}</span>;
}
