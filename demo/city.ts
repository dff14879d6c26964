import { generateCreditCode } from '@tandem/identifiers';
import type { Role } from '../server/src/platform/identity/actor.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * The demonstration city 示范市: made up from end to end, with valid check digits. Every page says so. Its divisions
 * have codes under 99, which the national list leaves free.
 */
export const CITY = {
  domain: 'shifan.tandem.localhost',
  nameZh: '示范市政务数据共享与智慧监管平台',
  nameEn: 'Shifan City data sharing and regulation platform',
  provinceCode: '990000',
  province: '示范省',
  divisionCode: '990100',
  name: '示范市',
} as const;

/** Districts and counties of the city. */
export const DISTRICTS = [
  { code: '990102', name: '江北区' },
  { code: '990103', name: '江南区' },
  { code: '990104', name: '东城区' },
  { code: '990105', name: '高新区' },
  { code: '990121', name: '云山县' },
  { code: '990122', name: '临河县' },
] as const;

export interface DemoPerson {
  login: string;
  name: string;
  role: Role;
}

export interface DemoDepartment {
  key: string;
  name: string;
  nameEn: string;
  shortName: string;
  shortNameEn: string;
  sharingOffice: string;
  kind: 'authority' | 'department';
  creditCode: string;
  people: DemoPerson[];
}

const random = seededRandom('示范市 departments');

function creditCode(): string {
  return generateCreditCode(random, { department: '1', category: '1', division: CITY.divisionCode });
}

type Staff = [clerk: string, officeHead: string, departmentHead: string];

function department(
  key: string,
  names: [name: string, nameEn: string, shortName: string, shortNameEn: string],
  sharingOffice: string,
  [clerk, officeHead, departmentHead]: Staff,
): DemoDepartment {
  const [name, nameEn, shortName, shortNameEn] = names;
  return {
    key,
    name,
    nameEn,
    shortName,
    shortNameEn,
    sharingOffice,
    kind: 'department',
    creditCode: creditCode(),
    people: [
      { login: `${key}.clerk`, name: clerk, role: 'clerk' },
      { login: `${key}.office`, name: officeHead, role: 'sharingOfficeHead' },
      { login: `${key}.head`, name: departmentHead, role: 'departmentHead' },
    ],
  };
}

const AUTHORITY: DemoDepartment = {
  key: 'data',
  name: '示范市数据局',
  nameEn: 'Shifan Data Authority',
  shortName: '数据局',
  shortNameEn: 'Data Authority',
  sharingOffice: '政务数据共享处',
  kind: 'authority',
  creditCode: creditCode(),
  people: [
    { login: 'data.officer', name: '周敏', role: 'authorityOfficer' },
    { login: 'data.officer2', name: '韩卫东', role: 'authorityOfficer' },
    { login: 'data.auditor', name: '沈澄', role: 'auditor' },
    { login: 'data.operator', name: '程远', role: 'systemOperator' },
    { login: 'data.head', name: '郑怀民', role: 'departmentHead' },
  ],
};

export const DEPARTMENTS: readonly DemoDepartment[] = [
  AUTHORITY,
  department(
    'market',
    ['示范市市场监督管理局', 'Shifan Market Regulation Bureau', '市场监管局', 'Market Regulation'],
    '信用监管科',
    ['李卓然', '高远', '宋启明'],
  ),
  department('tax', ['国家税务总局示范市税务局', 'Shifan Tax Bureau', '税务局', 'Tax'], '征管和科技发展科', [
    '陈立群',
    '邹雪',
    '何建平',
  ]),
  department(
    'hrss',
    [
      '示范市人力资源和社会保障局',
      'Shifan Human Resources and Social Security Bureau',
      '人社局',
      'Social Security',
    ],
    '信息中心',
    ['吴桐', '罗岚', '彭越'],
  ),
  department(
    'civil',
    ['示范市民政局', 'Shifan Civil Affairs Bureau', '民政局', 'Civil Affairs'],
    '规划财务科',
    ['何静', '姚文娟', '曹志刚'],
  ),
  department(
    'police',
    ['示范市公安局', 'Shifan Public Security Bureau', '公安局', 'Public Security'],
    '科技信息化支队',
    ['赵一鸣', '冯刚', '袁振华'],
  ),
  department(
    'housing',
    ['示范市住房和城乡建设局', 'Shifan Housing and Construction Bureau', '住建局', 'Housing'],
    '科技信息科',
    ['蒋雯', '潘磊', '于海涛'],
  ),
  department(
    'land',
    ['示范市自然资源局', 'Shifan Natural Resources Bureau', '自然资源局', 'Natural Resources'],
    '不动产登记中心',
    ['杜若', '梁博', '任国强'],
  ),
  department(
    'health',
    ['示范市卫生健康委员会', 'Shifan Health Commission', '卫健委', 'Health'],
    '规划信息科',
    ['钟晓', '白洁', '石磊'],
  ),
  department(
    'insurance',
    ['示范市医疗保障局', 'Shifan Healthcare Security Bureau', '医保局', 'Healthcare Security'],
    '信息数据科',
    ['薛宁', '段飞', '侯勇'],
  ),
  department(
    'fund',
    ['示范市住房公积金管理中心', 'Shifan Housing Provident Fund Centre', '公积金中心', 'Provident Fund'],
    '信息技术科',
    ['孔捷', '汤敏', '贺平'],
  ),
  department(
    'education',
    ['示范市教育局', 'Shifan Education Bureau', '教育局', 'Education'],
    '教育信息化科',
    ['万佳', '龚丽', '文斌'],
  ),
  department('transport', ['示范市交通运输局', 'Shifan Transport Bureau', '交通局', 'Transport'], '科技科', [
    '乔安',
    '史航',
    '陶然',
  ]),
  department(
    'emergency',
    ['示范市应急管理局', 'Shifan Emergency Management Bureau', '应急局', 'Emergency'],
    '科技和信息化科',
    ['雷鸣', '方圆', '秦岭'],
  ),
];

export function departmentOf(key: string): DemoDepartment {
  const found = DEPARTMENTS.find((item) => item.key === key);
  if (!found) throw new Error(`示范市 has no department ${key}`);
  return found;
}
