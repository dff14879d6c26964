import type { SubjectOfText } from './table.ts';

/** As by-hand.ts, for subjects whose date is text as JSON has it: of texts of one length the order is that of dates. */

const isNorth = (district: string) => district === '兴庆区' || district === '金凤区' || district === '西夏区';
const isSouth = (district: string) =>
  district === '利通区' || district === '红寺堡区' || district === '青铜峡市' || district === '盐池县';
const isFar = (district: string) => district === '大武口区' || district === '惠农区';

// prettier-ignore
export function firstByHandOfText({ age, income, score, grade, registered, district }: SubjectOfText): number {
  if (age >= 18 && age < 25 && income < 3000.5 && grade === 'A' && isNorth(district)) return 0.95;
  if (age >= 18 && age < 25 && income >= 3000.5 && income < 5000 && grade === 'A' && registered >= '2020-01-01' && registered <= '2021-12-31') return 0.9;
  if (age >= 18 && age < 25 && score >= 0.75 && grade === 'B' && registered >= '2022-01-01' && registered <= '2024-06-30') return 0.85;
  if (age >= 25 && age < 35 && income < 3500 && grade === 'A' && isNorth(district)) return 0.82;
  if (age >= 25 && age < 35 && income >= 3500 && income < 8000 && grade === 'B' && isSouth(district)) return 0.8;
  if (age >= 25 && age < 35 && score >= 0.6 && score < 0.8 && registered >= '2019-01-01' && registered <= '2019-12-31' && isNorth(district)) return 0.75;
  if (age >= 35 && age < 45 && income < 4200.25 && grade === 'C' && registered >= '2020-01-01' && registered <= '2021-12-31') return 0.7;
  if (age >= 35 && age < 45 && income >= 12_000 && score >= 0.9 && grade === 'A') return 0.65;
  if (age >= 35 && age < 45 && grade === 'B' && registered >= '2022-01-01' && registered <= '2024-06-30' && isSouth(district)) return 0.6;
  if (age >= 45 && age < 60 && income < 2500 && isSouth(district)) return 0.55;
  if (age >= 45 && age < 60 && income >= 2500 && income < 6000 && grade === 'C' && isNorth(district)) return 0.5;
  if (age >= 45 && age < 60 && score < 0.1 && registered >= '2019-01-01' && registered <= '2019-12-31') return 0.45;
  if (age >= 60 && income < 2000 && grade === 'D') return 0.42;
  if (age >= 60 && score >= 0.5 && registered >= '2020-01-01' && registered <= '2021-12-31' && isFar(district)) return 0.4;
  if (income < 1200 && score >= 0.95 && grade === 'D') return 0.35;
  if (income >= 20_000 && grade === 'A' && registered >= '2022-01-01' && registered <= '2024-06-30' && isNorth(district)) return 0.3;
  if (income >= 20_000 && score < 0.05 && grade === 'B') return 0.25;
  if (score >= 0.98 && registered >= '2019-01-01' && registered <= '2019-12-31' && isFar(district)) return 0.2;
  if (age < 18 && grade === 'A' && registered >= '2022-01-01' && registered <= '2024-06-30' && district === '原州区') return 0.1;
  return 0.05;
}

// prettier-ignore
export function allByHandOfText({ age, income, score, grade, registered, district }: SubjectOfText): number[] {
  const rates: number[] = [];
  if (age >= 18 && age < 25 && income < 3000.5 && grade === 'A' && isNorth(district)) rates.push(0.95);
  if (age >= 18 && age < 25 && income >= 3000.5 && income < 5000 && grade === 'A' && registered >= '2020-01-01' && registered <= '2021-12-31') rates.push(0.9);
  if (age >= 18 && age < 25 && score >= 0.75 && grade === 'B' && registered >= '2022-01-01' && registered <= '2024-06-30') rates.push(0.85);
  if (age >= 25 && age < 35 && income < 3500 && grade === 'A' && isNorth(district)) rates.push(0.82);
  if (age >= 25 && age < 35 && income >= 3500 && income < 8000 && grade === 'B' && isSouth(district)) rates.push(0.8);
  if (age >= 25 && age < 35 && score >= 0.6 && score < 0.8 && registered >= '2019-01-01' && registered <= '2019-12-31' && isNorth(district)) rates.push(0.75);
  if (age >= 35 && age < 45 && income < 4200.25 && grade === 'C' && registered >= '2020-01-01' && registered <= '2021-12-31') rates.push(0.7);
  if (age >= 35 && age < 45 && income >= 12_000 && score >= 0.9 && grade === 'A') rates.push(0.65);
  if (age >= 35 && age < 45 && grade === 'B' && registered >= '2022-01-01' && registered <= '2024-06-30' && isSouth(district)) rates.push(0.6);
  if (age >= 45 && age < 60 && income < 2500 && isSouth(district)) rates.push(0.55);
  if (age >= 45 && age < 60 && income >= 2500 && income < 6000 && grade === 'C' && isNorth(district)) rates.push(0.5);
  if (age >= 45 && age < 60 && score < 0.1 && registered >= '2019-01-01' && registered <= '2019-12-31') rates.push(0.45);
  if (age >= 60 && income < 2000 && grade === 'D') rates.push(0.42);
  if (age >= 60 && score >= 0.5 && registered >= '2020-01-01' && registered <= '2021-12-31' && isFar(district)) rates.push(0.4);
  if (income < 1200 && score >= 0.95 && grade === 'D') rates.push(0.35);
  if (income >= 20_000 && grade === 'A' && registered >= '2022-01-01' && registered <= '2024-06-30' && isNorth(district)) rates.push(0.3);
  if (income >= 20_000 && score < 0.05 && grade === 'B') rates.push(0.25);
  if (score >= 0.98 && registered >= '2019-01-01' && registered <= '2019-12-31' && isFar(district)) rates.push(0.2);
  if (age < 18 && grade === 'A' && registered >= '2022-01-01' && registered <= '2024-06-30' && district === '原州区') rates.push(0.1);
  rates.push(0.05);
  return rates;
}
