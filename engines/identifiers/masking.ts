/**
 * Masking by grade (GB/T 43697-2024 grades general data 1 to 4 by the harm of a leak; 4 is the worst).
 *
 *   grade 1  shown         no harm: the value as it stands
 *   grade 2  recognizable  who knows the value recognizes it, who does not cannot complete it
 *   grade 3  outlined      only what it shares with many others (place, area, issuer)
 *   grade 4  hidden        six stars, whatever it was; not even its length shows
 *
 * A value that does not have the form of its kind is hidden from grade 2 on: what is not understood is
 * not shown in part. An empty value stays empty, as nothing is not a secret of this kind.
 */
import { isLandlineNumber, isMobileNumber, readLandline } from './phone.ts';

export type Grade = 1 | 2 | 3 | 4;

export type MaskKind =
  | 'creditCode'
  | 'organizationCode'
  | 'residentId'
  | 'divisionCode'
  | 'catalogueCode'
  | 'phone'
  | 'personName'
  | 'address'
  | 'bankCard'
  | 'text';

/** What stands for a hidden value. */
export const hidden = '******';

export const maskCreditCode = masker({
  form: /^[0-9A-Z]{18}$/,
  recognizable: (code) => `${code.slice(0, 8)}******${code.slice(14)}`,
  outlined: (code) => `${code.slice(0, 4)}${stars(14)}`,
});

export const maskOrganizationCode = masker({
  form: /^[0-9A-Z]{8}-?[0-9X]$/,
  recognizable: (code) => `${code.slice(0, 2)}****${code.slice(6)}`,
  outlined: () => stars(9),
});

export const maskResidentId = masker({
  form: /^(?:\d{17}[0-9X]|\d{15})$/,
  recognizable: (code) => `${code.slice(0, 6)}${stars(code.length - 9)}${code.slice(-3)}`,
  outlined: (code) => `${code.slice(0, 4)}${stars(code.length - 4)}`,
});

/** Grade 2 leaves the city, grade 3 the province. */
export const maskDivisionCode = masker({
  form: /^(?:\d{6}|\d{9}|\d{12})$/,
  recognizable: (code) => `${code.slice(0, 4)}${stars(code.length - 4)}`,
  outlined: (code) => `${code.slice(0, 2)}${stars(code.length - 2)}`,
});

/** Grade 2 leaves the classification, grade 3 the 类. */
export const maskCatalogueCode = masker({
  form: /^\d{6,}\/\d+$/,
  recognizable: (code) => `${code.slice(0, code.indexOf('/'))}/***`,
  outlined: (code) => `${code.slice(0, 1)}*****/***`,
});

export const maskPhone = masker({
  form: { test: (text) => isMobileNumber(text) || isLandlineNumber(text) },
  recognizable: (text) => {
    const line = readLandline(text);
    return line ? `${line.area}-****${line.number.slice(-3)}` : `${text.slice(0, 3)}****${text.slice(7)}`;
  },
  outlined: (text) => {
    const line = readLandline(text);
    return line ? `${line.area}-********` : `${text.slice(0, 3)}********`;
  },
});

const compoundSurnames = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五'.split(
    ' ',
  ),
);

/**
 * Chinese names of 2 to 4 characters, names with a middle dot (`阿依古丽·买买提`) and Latin names.
 * Grade 2 leaves the surname and one star a character; grade 3 the surname and two stars always.
 * Of names with a dot or in Latin letters only the first letter is left.
 */
export const maskPersonName = masker({
  form: /^(?:\p{Script=Han}{2,4}|\p{Script=Han}+(?:[·•・]\p{Script=Han}+)+|\p{Script=Latin}[\p{Script=Latin}'’. -]+)$/u,
  recognizable: (name) => `${surnameOf(name)}${stars([...name].length - [...surnameOf(name)].length)}`,
  outlined: (name) => `${surnameOf(name)}**`,
});

/**
 * Grade 2 leaves the address up to the township or street name, grade 3 up to the county or district.
 * An address in which no such part is found is hidden.
 */
export const maskAddress = masker({
  form: { test: (text) => countyPart(text) !== '' },
  recognizable: (text) => `${streetPart(text)}****`,
  outlined: (text) => `${countyPart(text)}****`,
});

/** 12 to 19 digits. Grade 2 leaves the issuer (6 digits) and the last four, grade 3 the last four. */
export const maskBankCard = masker({
  form: /^\d{12,19}$/,
  recognizable: (text) => `${text.slice(0, 6)}${stars(text.length - 10)}${text.slice(-4)}`,
  outlined: (text) => `${stars(text.length - 4)}${text.slice(-4)}`,
});

/** Any other text. Grade 2 leaves the first character of at least three, grade 3 nothing. */
export const maskText = masker({
  form: /^.{3,}$/su,
  recognizable: (text) => `${[...text][0] ?? ''}***`,
  outlined: () => hidden,
});

const maskers: Readonly<Record<MaskKind, (value: string, grade: Grade) => string>> = {
  creditCode: maskCreditCode,
  organizationCode: maskOrganizationCode,
  residentId: maskResidentId,
  divisionCode: maskDivisionCode,
  catalogueCode: maskCatalogueCode,
  phone: maskPhone,
  personName: maskPersonName,
  address: maskAddress,
  bankCard: maskBankCard,
  text: maskText,
};

/** Masks a value whose kind is known as data, for instance from a catalogue item. */
export function maskByKind(kind: MaskKind, value: string, grade: Grade): string {
  return maskers[kind](value, grade);
}

interface MaskRule {
  readonly form: { test(value: string): boolean };
  readonly recognizable: (value: string) => string;
  readonly outlined: (value: string) => string;
}

function masker(rule: MaskRule): (value: string, grade: Grade) => string {
  return (value, grade) => {
    if (grade === 1 || value === '') return value;
    if (grade === 4 || !rule.form.test(value)) return hidden;
    return grade === 2 ? rule.recognizable(value) : rule.outlined(value);
  };
}

function stars(count: number): string {
  return '*'.repeat(count);
}

function surnameOf(name: string): string {
  const isWhole = /^\p{Script=Han}{3,4}$/u.test(name);
  return isWhole && compoundSurnames.has(name.slice(0, 2)) ? name.slice(0, 2) : ([...name][0] ?? '');
}

/** Province, city, county, as far as they are named. 小区, 社区, 园区, 厂区, 校区 are no districts. */
const administrative =
  /^(?:[^\d\s]{2,8}?(?:省|自治区|特别行政区))?(?:[^\d\s]{2,11}?(?:市|自治州|地区|盟))?(?:[^\d\s]{1,12}?(?:(?<![小社园厂校])区|县|旗|市))?/u;
const street = /^[^\d\s号]{1,12}?(?:街道|大街|大道|镇|乡|苏木|路|街|巷|弄)/u;

function countyPart(address: string): string {
  return administrative.exec(address)?.[0] ?? '';
}

function streetPart(address: string): string {
  const county = countyPart(address);
  return county + (street.exec(address.slice(county.length))?.[0] ?? '');
}
