import type { Transact } from '../../platform/database/transaction.ts';
import { findDataset, type Dataset } from '../imports/index.ts';
import type { AgreementTerms } from '../requests/index.ts';
import { compileAgreement, type Mode } from './compile-agreement.ts';
import { findUsedToday } from './disclosure-store.ts';
import { exchangeError } from './errors.ts';
import { termsFor } from './govern-call.ts';
import type { ExchangeRoom } from './routes.ts';
import { isSandbox, sandboxSample, withSandbox } from './sandbox.ts';

/** One agreed item as a caller needs to know it. */
export interface CallableItem {
  name: string;
  type: string;
  modes: Mode[];
  /** Rows can be looked up by it. */
  key: boolean;
  /** Its values leave masked. */
  masked: boolean;
  /** The data that is served now has it. */
  served: boolean;
}

/** What may be asked under an agreement, and how: enough to write the call. */
export interface CallGuide {
  agreementId: string;
  number: string;
  version: number;
  state: AgreementTerms['state'];
  /** `titleEn` is empty without one. */
  resource: { id: string; title: string; titleEn: string };
  provider: { id: string; name: string };
  requester: { id: string; name: string };
  purpose: { code: string; text: string };
  modes: Mode[];
  items: CallableItem[];
  /** A query or verification gives all of these; empty: one item with `key` will do. */
  keyItems: string[];
  rowFilter: { item: string; op: 'in' | 'prefix'; values: string[] }[];
  term: { from: string; to: string };
  quota: { callsPerDay: number; rowsPerDay: number };
  usedToday: { calls: number; rows: number };
  /** In the sandbox: a key that has rows. */
  sample: { item: string; value: string } | null;
  /** Null while the provider has not supplied anything. */
  dataset: { version: number; rows: number; updatedAt: string } | null;
}

function callableItems(
  terms: AgreementTerms,
  dataset: Dataset | undefined,
): Pick<CallGuide, 'items' | 'keyItems'> {
  const compiled = dataset && compileAgreement(terms, dataset);
  const items = terms.items.map((item) => {
    const found = compiled?.items.get(item.name);
    return {
      name: item.name,
      type: found?.type ?? item.kind,
      modes: [...item.modes],
      key: found?.key ?? false,
      masked: found?.mask !== undefined,
      served: found !== undefined,
    };
  });
  return { items, keyItems: [...(compiled?.keyItems ?? [])] };
}

/**
 * What may be asked under an agreement, and how much of today's quota is used. For its parties and supervisors.
 * @throws AppError EXCHANGE_AGREEMENT_UNKNOWN
 */
export async function describeAgreement(
  transact: Transact,
  { findTerms, englishTitlesOf }: Pick<ExchangeRoom, 'findTerms' | 'englishTitlesOf'>,
  agreementId: string,
): Promise<CallGuide> {
  return transact(async (tx) => {
    const terms = await termsFor(tx, findTerms, agreementId);
    if (!terms) throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
    const dataset = await findDataset(tx, terms.resourceId);
    const titles = withSandbox(await englishTitlesOf(tx, [terms.resourceId]));
    const { number, version, state, purpose, term, quota } = terms;
    return {
      agreementId,
      number,
      version,
      state,
      resource: {
        id: terms.resourceId,
        title: terms.resourceTitle,
        titleEn: titles.get(terms.resourceId) ?? '',
      },
      provider: { id: terms.providerId, name: terms.providerName },
      requester: { id: terms.requesterId, name: terms.requesterName },
      purpose: { ...purpose },
      modes: [...terms.modes],
      ...callableItems(terms, dataset),
      rowFilter: terms.rowFilter.map(({ item, op, values }) => ({ item, op, values: [...values] })),
      term: { ...term },
      quota: { ...quota },
      usedToday: await findUsedToday(tx, { agreementId, requesterId: terms.requesterId }),
      sample: isSandbox(agreementId) ? sandboxSample() : null,
      dataset: dataset
        ? { version: dataset.number, rows: dataset.rowCount, updatedAt: dataset.switchedAt }
        : null,
    };
  });
}
