import { hasRole } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { countAccountStandings, countExpiringClients } from '../../platform/identity/index.ts';
import { listEntryMonths } from '../../platform/ledger/index.ts';
import { monthFigure, recentMonths, type Figure } from '../inbox/index.ts';

/** What an auditor watches over: how much went into the ledger, what was disclosed and what was refused. */
async function auditorFigures(tx: Tx): Promise<Figure[]> {
  const months = recentMonths(tx.today);
  const counts = await listEntryMonths(tx, `${months[0]}-01`);
  const figure = (
    id: string,
    unit: Figure['unit'],
    fits: (kind: string) => boolean,
    href: (days: { from: string; to: string }) => string,
  ) =>
    monthFigure(months, {
      id,
      label: `figure.ledger.${id}`,
      unit,
      better: 'none',
      values: months.map((month) =>
        counts
          .filter((count) => count.month === month && fits(count.kind))
          .reduce((sum, { entries }) => sum + entries, 0),
      ),
      href,
    });
  const calls = (outcome: string) => (days: { from: string; to: string }) =>
    `/exchange/calls?outcome=${outcome}&sandbox=false&from=${days.from}&to=${days.to}`;
  return [
    figure(
      'entries',
      'entries',
      () => true,
      (days) => `/ledger?from=${days.from}&to=${days.to}`,
    ),
    figure('answered', 'calls', (kind) => kind === 'disclosure.answered', calls('answered')),
    figure('refused', 'calls', (kind) => kind === 'disclosure.refused', calls('refused')),
  ];
}

/** What an operator keeps in order: who is locked out, whose keys run out, who signs in with a password alone. */
async function operatorFigures(tx: Tx): Promise<Figure[]> {
  const { locked, withoutSecondFactor } = await countAccountStandings(tx);
  const figure = (id: string, unit: Figure['unit'], value: number, list: string): Figure => ({
    id,
    label: `figure.operation.${id}`,
    value,
    previous: null,
    unit,
    better: 'lower',
    target: 0,
    series: [],
    href: `/administration/${list}`,
  });
  return [
    figure('locked', 'accounts', locked, 'accounts?standing=locked'),
    figure('expiringKeys', 'systems', await countExpiringClients(tx), 'systems?expiring=true'),
    figure('withoutSecondFactor', 'accounts', withoutSecondFactor, 'accounts?standing=withoutSecondFactor'),
  ];
}

/** The figures of those who answer for no department's replies. */
export async function dutyFigures(tx: Tx): Promise<Figure[]> {
  return [
    ...(hasRole(tx.actor, 'auditor') ? await auditorFigures(tx) : []),
    ...(hasRole(tx.actor, 'systemOperator') ? await operatorFigures(tx) : []),
  ];
}
