/** The same table as somebody would write it by hand for columns: numbers, days, and codes of texts. */

export interface TypedColumns {
  age: Float64Array;
  income: Float64Array;
  score: Float64Array;
  grade: Int32Array;
  registered: Int32Array;
  district: Int32Array;
}

export const GRADES = ['A', 'B', 'C', 'D'];
export const DISTRICTS = [
  ...['兴庆区', '金凤区', '西夏区', '利通区', '红寺堡区', '青铜峡市', '盐池县'],
  ...['大武口区', '惠农区', '原州区', '沙坡头区'],
];

const [A, B, C, D] = [0, 1, 2, 3];
const YUANZHOU = 9;
const isNorth = (district: number) => district <= 2;
const isSouth = (district: number) => district >= 3 && district <= 6;
const isFar = (district: number) => district === 7 || district === 8;

// prettier-ignore
function rateOf(columns: TypedColumns, row: number): number {
  const age = columns.age[row]!;
  const income = columns.income[row]!;
  const score = columns.score[row]!;
  const grade = columns.grade[row]!;
  const registered = columns.registered[row]!;
  const district = columns.district[row]!;
  if (age >= 18 && age < 25 && income < 3000.5 && grade === A && isNorth(district)) return 0.95;
  if (age >= 18 && age < 25 && income >= 3000.5 && income < 5000 && grade === A && registered >= 18_262 && registered <= 18_992) return 0.9;
  if (age >= 18 && age < 25 && score >= 0.75 && grade === B && registered >= 18_993 && registered <= 19_904) return 0.85;
  if (age >= 25 && age < 35 && income < 3500 && grade === A && isNorth(district)) return 0.82;
  if (age >= 25 && age < 35 && income >= 3500 && income < 8000 && grade === B && isSouth(district)) return 0.8;
  if (age >= 25 && age < 35 && score >= 0.6 && score < 0.8 && registered >= 17_897 && registered <= 18_261 && isNorth(district)) return 0.75;
  if (age >= 35 && age < 45 && income < 4200.25 && grade === C && registered >= 18_262 && registered <= 18_992) return 0.7;
  if (age >= 35 && age < 45 && income >= 12_000 && score >= 0.9 && grade === A) return 0.65;
  if (age >= 35 && age < 45 && grade === B && registered >= 18_993 && registered <= 19_904 && isSouth(district)) return 0.6;
  if (age >= 45 && age < 60 && income < 2500 && isSouth(district)) return 0.55;
  if (age >= 45 && age < 60 && income >= 2500 && income < 6000 && grade === C && isNorth(district)) return 0.5;
  if (age >= 45 && age < 60 && score < 0.1 && registered >= 17_897 && registered <= 18_261) return 0.45;
  if (age >= 60 && income < 2000 && grade === D) return 0.42;
  if (age >= 60 && score >= 0.5 && registered >= 18_262 && registered <= 18_992 && isFar(district)) return 0.4;
  if (income < 1200 && score >= 0.95 && grade === D) return 0.35;
  if (income >= 20_000 && grade === A && registered >= 18_993 && registered <= 19_904 && isNorth(district)) return 0.3;
  if (income >= 20_000 && score < 0.05 && grade === B) return 0.25;
  if (score >= 0.98 && registered >= 17_897 && registered <= 18_261 && isFar(district)) return 0.2;
  if (age < 18 && grade === A && registered >= 18_993 && registered <= 19_904 && district === YUANZHOU) return 0.1;
  return 0.05;
}

// prettier-ignore
function hitsOf(columns: TypedColumns, row: number): number {
  const age = columns.age[row]!;
  const income = columns.income[row]!;
  const score = columns.score[row]!;
  const grade = columns.grade[row]!;
  const registered = columns.registered[row]!;
  const district = columns.district[row]!;
  let hits = 1 << 19;
  if (age >= 18 && age < 25 && income < 3000.5 && grade === A && isNorth(district)) hits |= 1;
  if (age >= 18 && age < 25 && income >= 3000.5 && income < 5000 && grade === A && registered >= 18_262 && registered <= 18_992) hits |= 1 << 1;
  if (age >= 18 && age < 25 && score >= 0.75 && grade === B && registered >= 18_993 && registered <= 19_904) hits |= 1 << 2;
  if (age >= 25 && age < 35 && income < 3500 && grade === A && isNorth(district)) hits |= 1 << 3;
  if (age >= 25 && age < 35 && income >= 3500 && income < 8000 && grade === B && isSouth(district)) hits |= 1 << 4;
  if (age >= 25 && age < 35 && score >= 0.6 && score < 0.8 && registered >= 17_897 && registered <= 18_261 && isNorth(district)) hits |= 1 << 5;
  if (age >= 35 && age < 45 && income < 4200.25 && grade === C && registered >= 18_262 && registered <= 18_992) hits |= 1 << 6;
  if (age >= 35 && age < 45 && income >= 12_000 && score >= 0.9 && grade === A) hits |= 1 << 7;
  if (age >= 35 && age < 45 && grade === B && registered >= 18_993 && registered <= 19_904 && isSouth(district)) hits |= 1 << 8;
  if (age >= 45 && age < 60 && income < 2500 && isSouth(district)) hits |= 1 << 9;
  if (age >= 45 && age < 60 && income >= 2500 && income < 6000 && grade === C && isNorth(district)) hits |= 1 << 10;
  if (age >= 45 && age < 60 && score < 0.1 && registered >= 17_897 && registered <= 18_261) hits |= 1 << 11;
  if (age >= 60 && income < 2000 && grade === D) hits |= 1 << 12;
  if (age >= 60 && score >= 0.5 && registered >= 18_262 && registered <= 18_992 && isFar(district)) hits |= 1 << 13;
  if (income < 1200 && score >= 0.95 && grade === D) hits |= 1 << 14;
  if (income >= 20_000 && grade === A && registered >= 18_993 && registered <= 19_904 && isNorth(district)) hits |= 1 << 15;
  if (income >= 20_000 && score < 0.05 && grade === B) hits |= 1 << 16;
  if (score >= 0.98 && registered >= 17_897 && registered <= 18_261 && isFar(district)) hits |= 1 << 17;
  if (age < 18 && grade === A && registered >= 18_993 && registered <= 19_904 && district === YUANZHOU) hits |= 1 << 18;
  return hits;
}

export function ratesByHand(columns: TypedColumns): Float64Array {
  const rates = new Float64Array(columns.age.length);
  for (let row = 0; row < rates.length; row += 1) rates[row] = rateOf(columns, row);
  return rates;
}

/** Bit `n` is set where rule `n` is hit. */
export function hitsByHand(columns: TypedColumns): Int32Array {
  const hits = new Int32Array(columns.age.length);
  for (let row = 0; row < hits.length; row += 1) hits[row] = hitsOf(columns, row);
  return hits;
}
