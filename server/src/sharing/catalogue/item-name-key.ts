/** Names under which departments know the same item; the first of each line stands for all. */
const SAME_ITEM: readonly (readonly string[])[] = [
  [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '统一代码',
    '纳税人识别号',
    '单位统一社会信用代码',
    '企业统一社会信用代码',
  ],
  ['企业名称', '单位名称', '市场主体名称', '纳税人名称', '公司名称', '法人名称', '机构名称', '主体名称'],
  ['公民身份号码', '身份证号码', '身份证号', '居民身份证号', '居民身份证号码', '证件号码', '身份号码'],
  ['姓名', '人员姓名', '名字', '个人姓名'],
  ['法定代表人', '法定代表人姓名', '法人代表', '负责人', '企业负责人', '单位负责人'],
  ['注册地址', '住所', '地址', '企业地址', '单位地址', '登记住所', '经营场所', '注册地'],
  ['注册日期', '成立日期', '登记日期', '设立日期', '开业日期'],
  ['注册资本', '注册资金', '出资额'],
  ['联系电话', '电话', '手机号', '手机号码', '联系方式', '单位电话'],
  ['行政区划代码', '区划代码', '行政区划', '所属区划', '所在地区', '地区'],
  ['企业类型', '单位类型', '主体类型', '市场主体类型'],
  ['经营范围', '业务范围', '经营业务范围'],
  ['性别', '性别代码'],
  ['出生日期', '出生年月'],
];

const CANON = new Map(SAME_ITEM.flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)));

/** In one width, without what stands in brackets. */
export function withoutBrackets(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .trim();
}

/** One spelling for one item: spaces, brackets and known other names removed. Latin letters in lower case. */
export function itemNameKey(name: string): string {
  const plain = withoutBrackets(name)
    .replace(/[\s_\-·:：、，,.。/]/g, '')
    .toLowerCase();
  return CANON.get(plain) ?? plain;
}
