/**
 * What the departments of the demonstration city have compiled. Items are written short:
 * `name:type[:flags]`, where flags are k (key), p (personal), 1–4 (grade), and c, r, d, h for a recognized
 * credit code, resident id, division code or phone.
 */
export interface DemoEntry {
  department: string;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  classification: string;
  shareClass: 'unconditional' | 'conditional' | 'withheld';
  cycle: 'realtime' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';
  modes: ('query' | 'verify' | 'batch' | 'file')[];
  items: string;
  tags: string[];
  purposes?: string[];
  withheld?: { reason: string; law: string; article: string };
  /** Months before today in which it was announced. */
  monthsAgo: number;
}

const e = (
  department: string,
  [title, titleEn]: [string, string],
  classification: string,
  shareClass: DemoEntry['shareClass'],
  cycle: DemoEntry['cycle'],
  rest: Omit<
    DemoEntry,
    | 'department'
    | 'title'
    | 'titleEn'
    | 'classification'
    | 'shareClass'
    | 'cycle'
    | 'modes'
    | 'tags'
    | 'monthsAgo'
  > &
    Partial<Pick<DemoEntry, 'modes' | 'tags' | 'monthsAgo'>>,
): DemoEntry => ({
  department,
  title,
  titleEn,
  classification,
  shareClass,
  cycle,
  modes: shareClass === 'withheld' ? [] : ['query', 'verify', 'batch'],
  tags: [],
  monthsAgo: 4,
  ...rest,
});

const ENTERPRISE = '统一社会信用代码:C:kc1,企业名称:C:1';
const PERSON = '公民身份号码:C:krp4,姓名:C:p3';

export const ENTRIES: readonly DemoEntry[] = [
  e('tax', ['企业纳税信用等级', 'Tax credit rating of enterprises'], '208001', 'unconditional', 'yearly', {
    summaryEn: 'Yearly result of the tax credit rating: year, grade and score band.',
    summary: '年度纳税信用评价结果，含评价年度、等级与得分区间。',
    items: `${ENTERPRISE},评价年度:C:1,信用等级:C:1,评价日期:D:1`,
  }),
  e(
    'tax',
    ['企业社会保险缴费信息', 'Social insurance contributions of enterprises'],
    '203001',
    'conditional',
    'daily',
    {
      summaryEn: 'Monthly social insurance contributions by employer: insurance, persons, base and arrears.',
      summary: '按单位汇总的月度社会保险缴费情况，含险种、人数、基数与欠费状态。',
      items: `${ENTERPRISE},缴费年月:C:1,险种:C:1,缴费人数:N:2,缴费基数:Y:2,缴费状态:C:2,欠费金额:Y:2`,
      tags: ['社保', '参保'],
      purposes: ['稳岗返还资格核查', '劳动用工监管'],
    },
  ),
  e(
    'tax',
    ['新办企业税种认定信息', 'Tax types of newly opened enterprises'],
    '208001',
    'conditional',
    'daily',
    {
      summaryEn: 'Tax types, rates and filing periods set for newly opened enterprises.',
      summary: '新办企业税种、税率、申报期限认定情况。',
      items: `${ENTERPRISE},税种:C:1,申报期限:C:1,认定日期:D:1,主管税务所:C:1`,
      purposes: ['企业开办一件事'],
    },
  ),
  e('tax', ['发票违法企业名单', 'Enterprises with invoice offences'], '208001', 'conditional', 'monthly', {
    summaryEn: 'Enterprises found to have broken invoice rules, and what was decided.',
    summary: '经查实存在发票违法行为的企业及处理结果。',
    items: `${ENTERPRISE},违法类型:C:2,处理决定书文号:C:2,处理日期:D:2`,
    purposes: ['招投标资格审查', '信用监管'],
  }),
  e(
    'hrss',
    ['单位参保缴费明细', 'Insured staff and contributions by employer'],
    '203001',
    'conditional',
    'monthly',
    {
      summaryEn: 'Month by month records of insured staff: pension, unemployment and work injury insurance.',
      summary: '单位参保人员逐月缴费记录，含养老、失业、工伤三险。',
      items: `${ENTERPRISE},缴费年月:C:1,缴费基数:Y:2,参保人数:N:1,参保险种:C:1`,
      tags: ['社保'],
      purposes: ['稳岗返还资格核查'],
    },
  ),
  e('hrss', ['个人参保状态', 'Insurance status of persons'], '203001', 'conditional', 'realtime', {
    summaryEn: 'Whether a person is insured now, asked by resident identity number; answers yes or no only.',
    summary: '以公民身份号码核验当前社会保险参保状态，只答是或否，不返回明细。',
    modes: ['verify'],
    items: `${PERSON},参保状态:C:p3,险种:C:p2,最近缴费月份:C:p2`,
    tags: ['社保', '参保'],
    purposes: ['救助资格核查', '公租房资格审核'],
  }),
  e(
    'hrss',
    ['社会保险经办机构名录', 'Directory of social insurance offices'],
    '203001',
    'unconditional',
    'yearly',
    {
      summaryEn: 'Offices of social insurance: name, address, area, hours and telephone.',
      summary: '全市社会保险经办机构名称、地址、辖区、办公时间与对外电话。',
      modes: ['query', 'batch', 'file'],
      items: '机构代码:C:k1,机构名称:C:1,地址:C:1,辖区:C:d1,对外电话:C:1,办公时间:C:1',
      tags: ['社保'],
    },
  ),
  e('hrss', ['社会保险稽核案件线索', 'Leads in social insurance audits'], '203001', 'withheld', 'monthly', {
    summaryEn: 'Leads of audits that are under way.',
    summary: '正在调查的社会保险稽核案件线索。',
    items: '线索编号:C:k2,被稽核单位:C:2,线索类型:C:2,受理日期:D:2',
    withheld: { reason: '案件正在查办，提供将妨碍稽核执法', law: '社会保险稽核办法', article: '第五条' },
  }),
  e('hrss', ['养老保险待遇领取信息', 'Recipients of old-age pensions'], '203001', 'conditional', 'monthly', {
    summaryEn: 'Who draws an old-age pension of workers or residents, and from which month on.',
    summary: '城镇职工与城乡居民养老保险待遇领取状态、起止月份。',
    items: `${PERSON},待遇类型:C:p2,领取状态:C:p2,起领年月:C:p2`,
    purposes: ['特困人员认定', '高龄津贴发放'],
  }),
  e('hrss', ['失业登记信息', 'Registered unemployment'], '203001', 'conditional', 'daily', {
    summaryEn: 'Persons registered as unemployed, when, and how they are helped to work.',
    summary: '失业登记人员、登记日期与就业服务情况。',
    items: `${PERSON},登记日期:D:p2,失业原因:C:p3,登记机构:C:1`,
    purposes: ['救助资格核查'],
  }),
  e('civil', ['低保对象信息', 'Recipients of minimum living allowance'], '210001', 'conditional', 'monthly', {
    summaryEn: 'Who receives the minimum living allowance, of which kind and since when.',
    summary: '城乡最低生活保障对象、保障类型与起止时间。',
    items: `${PERSON},保障类型:C:p3,保障起始月:C:p2,所属街道:C:d1`,
    purposes: ['医疗救助', '教育资助', '公租房资格审核'],
  }),
  e('civil', ['婚姻登记信息', 'Marriage registrations'], '101001', 'conditional', 'realtime', {
    summaryEn: 'Marriage status, given by verification only.',
    summary: '婚姻登记状态，以核验方式提供。',
    modes: ['verify'],
    items: `${PERSON},婚姻状态:C:p4,登记日期:D:p3`,
    purposes: ['不动产登记', '公积金提取'],
  }),
  e('civil', ['社会组织登记信息', 'Registered social organizations'], '102001', 'unconditional', 'weekly', {
    summaryEn: 'Registered societies, foundations and private non-enterprise bodies.',
    summary: '社会团体、基金会、民办非企业单位登记信息。',
    items: `${ENTERPRISE},组织类型:C:1,登记日期:D:1,业务主管单位:C:1,状态:C:1`,
  }),
  e('civil', ['养老机构备案信息', 'Registered care homes'], '201001', 'unconditional', 'monthly', {
    summaryEn: 'Care homes: name, beds, address and state of registration.',
    summary: '养老机构名称、床位、地址与备案状态。',
    items: `${ENTERPRISE},床位数:N:1,地址:C:1,备案状态:C:1`,
  }),
  e(
    'police',
    ['居民身份信息核验', 'Verification of resident identity'],
    '101001',
    'conditional',
    'realtime',
    {
      summaryEn: 'Whether a name and a resident identity number belong together; answers yes or no only.',
      summary: '姓名与公民身份号码一致性核验，只答是或否。',
      modes: ['verify'],
      items: `${PERSON},出生日期:D:p3,户籍地区划:C:dp3`,
      purposes: ['政务服务实名核验'],
    },
  ),
  e('police', ['机动车登记信息', 'Registered vehicles'], '305001', 'conditional', 'daily', {
    summaryEn: 'Vehicles: plate, type, use and state.',
    summary: '机动车号牌、类型、使用性质与状态。',
    items: '号牌号码:C:kp3,车辆类型:C:1,使用性质:C:1,初次登记日期:D:1,车辆状态:C:1',
    purposes: ['城市配送管理', '救助资格核查'],
  }),
  e('police', ['公章刻制备案信息', 'Registered company seals'], '305001', 'unconditional', 'daily', {
    summaryEn: 'Company seals that were made and put on file.',
    summary: '企业公章刻制备案情况。',
    items: `${ENTERPRISE},印章名称:C:1,备案日期:D:1,备案状态:C:1`,
  }),
  e(
    'housing',
    ['建筑业企业资质', 'Qualifications of construction firms'],
    '209001',
    'unconditional',
    'weekly',
    {
      summaryEn: 'Construction firms: kind and grade of qualification, and until when.',
      summary: '建筑业企业资质类别、等级与有效期。',
      items: `${ENTERPRISE},资质类别:C:1,资质等级:C:1,有效期至:D:1`,
    },
  ),
  e(
    'housing',
    ['公租房保障对象信息', 'Tenants of public rental housing'],
    '209001',
    'conditional',
    'monthly',
    {
      summaryEn: 'Who lives in public rental housing, and how they are supported.',
      summary: '公共租赁住房保障对象与保障状态。',
      items: `${PERSON},保障方式:C:p2,房源坐落:C:p3,起始日期:D:p2`,
      purposes: ['公积金提取', '教育入学'],
    },
  ),
  e('housing', ['商品房预售许可', 'Presale permits'], '209001', 'unconditional', 'daily', {
    summaryEn: 'Presale permits with the projects and buildings they cover.',
    summary: '商品房预售许可证与项目楼栋。',
    items: '许可证号:C:k1,项目名称:C:1,开发企业:C:1,许可日期:D:1,楼栋数:N:1',
  }),
  e('land', ['不动产登记信息', 'Real estate registrations'], '103001', 'conditional', 'daily', {
    summaryEn: 'Real estate: owner, use, area and restrictions.',
    summary: '不动产权属、用途、面积与限制状态。',
    items: '不动产单元号:C:k2,权利人:C:p3,权利人证件号:C:rp4,坐落:C:p3,用途:C:1,面积:N:2,抵押状态:C:2',
    purposes: ['公积金贷款审核', '教育入学', '税收征管'],
  }),
  e('land', ['宗地权属信息', 'Land parcels and rights'], '103001', 'conditional', 'weekly', {
    summaryEn: 'Land parcels: code, use, area and rights.',
    summary: '宗地代码、用途、面积与权属。',
    items: '宗地代码:C:k1,权利类型:C:1,用途:C:1,面积:N:1,坐落区划:C:d1',
    purposes: ['项目审批', '税收征管'],
  }),
  e(
    'health',
    ['医疗机构执业登记信息', 'Licensed medical institutions'],
    '202001',
    'unconditional',
    'weekly',
    {
      summaryEn: 'Medical institutions: name, grade, departments and address.',
      summary: '医疗机构名称、等级、诊疗科目与执业地址。',
      items: `${ENTERPRISE},机构等级:C:1,诊疗科目:C:1,执业地址:C:1,有效期至:D:1`,
    },
  ),
  e('health', ['出生医学证明', 'Birth certificates'], '101001', 'conditional', 'daily', {
    summaryEn: 'Birth certificates issued, for the life event of a newborn.',
    summary: '出生医学证明核发信息，供新生儿一件事使用。',
    items: '证明编号:C:kp3,新生儿姓名:C:p3,出生时间:T:p3,母亲证件号:C:rp4,接生机构:C:1',
    purposes: ['新生儿出生一件事'],
  }),
  e(
    'insurance',
    ['医保定点机构信息', 'Designated healthcare providers'],
    '202001',
    'unconditional',
    'weekly',
    {
      summaryEn: 'Hospitals and pharmacies under contract with medical insurance.',
      summary: '医保定点医疗机构与零售药店。',
      items: `${ENTERPRISE},定点类型:C:1,协议状态:C:1,地址:C:1`,
    },
  ),
  e('insurance', ['居民医保参保信息', 'Residents in medical insurance'], '202001', 'conditional', 'daily', {
    summaryEn: 'Residents in basic medical insurance, and whether they have paid.',
    summary: '城乡居民基本医疗保险参保与缴费状态。',
    items: `${PERSON},参保年度:C:p2,缴费状态:C:p2,参保地区划:C:dp2`,
    tags: ['医保', '参保'],
    purposes: ['医疗救助', '教育资助'],
  }),
  e(
    'fund',
    ['单位公积金缴存信息', 'Provident fund deposits by employer'],
    '209001',
    'conditional',
    'monthly',
    {
      summaryEn: 'Employers’ registration and deposits of the housing provident fund.',
      summary: '单位住房公积金缴存登记与缴存状态。',
      items: `${ENTERPRISE},缴存人数:N:1,缴存状态:C:1,最近缴存月份:C:1`,
      purposes: ['企业开办一件事', '劳动用工监管'],
    },
  ),
  e('education', ['学籍基本信息', 'Pupils’ school records'], '302001', 'conditional', 'quarterly', {
    summaryEn: 'Pupils of primary and secondary schools: school and state of enrolment.',
    summary: '中小学学生学籍状态与就读学校。',
    items: `${PERSON},学籍号:C:p3,就读学校:C:p2,年级:C:p2,学籍状态:C:p2`,
    purposes: ['教育资助', '救助资格核查'],
  }),
  e('education', ['民办学校办学许可', 'Licences of private schools'], '302001', 'unconditional', 'monthly', {
    summaryEn: 'Licences of private schools and training centres, until when, and the yearly inspection.',
    summary: '民办学校与培训机构办学许可、有效期与年检结论。',
    items: `${ENTERPRISE},许可证号:C:1,办学内容:C:1,有效期至:D:1,年检结论:C:1`,
  }),
  e('transport', ['道路运输经营许可', 'Road transport licences'], '201001', 'unconditional', 'weekly', {
    summaryEn: 'Road transport operators: scope and end of the licence.',
    summary: '道路运输经营业户许可范围与有效期。',
    items: `${ENTERPRISE},许可证号:C:1,经营范围:C:1,有效期至:D:1,状态:C:1`,
  }),
  e(
    'transport',
    ['网约车驾驶员从业资格', 'Ride-hailing driver qualifications'],
    '201001',
    'conditional',
    'daily',
    {
      summaryEn: 'Qualifications of ride-hailing drivers and their state.',
      summary: '网络预约出租汽车驾驶员从业资格与状态。',
      items: `${PERSON},资格证号:C:p2,有效期至:D:p2,状态:C:p2`,
      purposes: ['治安管理'],
    },
  ),
  e(
    'emergency',
    ['危险化学品经营许可', 'Licences for hazardous chemicals'],
    '205001',
    'unconditional',
    'monthly',
    {
      summaryEn: 'Licences to trade hazardous chemicals: scope and end.',
      summary: '危险化学品经营许可范围与有效期。',
      items: `${ENTERPRISE},许可范围:C:1,有效期至:D:1,许可状态:C:1`,
    },
  ),
  e('emergency', ['安全生产行政处罚', 'Penalties for work safety'], '205001', 'unconditional', 'weekly', {
    summaryEn: 'Decisions on penalties for work safety.',
    summary: '安全生产领域行政处罚决定。',
    items: `${ENTERPRISE},处罚决定书文号:C:1,处罚事由:C:1,处罚金额:Y:1,处罚日期:D:1`,
  }),
  e(
    'market',
    ['统一社会信用代码赋码信息', 'Assigned unified social credit codes'],
    '102001',
    'unconditional',
    'realtime',
    {
      summaryEn:
        'Unified social credit codes given to enterprises, sole traders and farmers’ cooperatives, changed and cancelled.',
      summary: '企业、个体工商户与农民专业合作社的统一社会信用代码赋码、变更与注销情况。',
      items: `${ENTERPRISE},主体类型:C:1,登记机关:C:1,赋码日期:D:1,代码状态:C:1`,
    },
  ),
  e('market', ['个体工商户登记信息', 'Registered sole traders'], '102001', 'unconditional', 'daily', {
    summaryEn: 'Sole traders: registration, changes and deregistration.',
    summary: '个体工商户登记、变更、注销信息。',
    items: `${ENTERPRISE},经营者:C:p2,登记日期:D:1,登记状态:C:1,经营场所:C:1`,
  }),
  e('market', ['食品经营许可信息', 'Food business licences'], '204001', 'unconditional', 'daily', {
    summaryEn: 'Food business licences: what they cover and until when.',
    summary: '食品经营许可证、许可范围与有效期。',
    items: `${ENTERPRISE},许可证编号:C:1,许可项目:C:1,有效期至:D:1,许可状态:C:1`,
  }),
  e(
    'market',
    ['企业经营异常名录', 'List of enterprises in abnormal operation'],
    '208001',
    'unconditional',
    'daily',
    {
      summaryEn: 'Enterprises listed as in abnormal operation, why, and when taken off.',
      summary: '列入经营异常名录的企业、事由与移出情况。',
      items: `${ENTERPRISE},列入事由:C:1,列入日期:D:1,移出日期:D:1`,
    },
  ),
];

/** Filed lately and consented to by their heads: they wait for the authority's review. */
export const AWAITING_REVIEW: readonly DemoEntry[] = [
  e('education', ['中小学校名录', 'Directory of schools'], '302001', 'unconditional', 'yearly', {
    summaryEn: 'Schools of the city: name, address, kind and catchment area.',
    summary: '全市中小学校名称、地址、办学类型与学区。',
    items: '学校标识码:C:k1,学校名称:C:1,地址:C:1,办学类型:C:1,所在区:C:d1',
  }),
  e('transport', ['公交线路与站点', 'Bus lines and stops'], '201001', 'unconditional', 'weekly', {
    summaryEn: 'Bus lines and stops, first and last buses, and barrier-free access.',
    summary: '公交线路、站点、首末班时间与无障碍设施。',
    items: '线路编号:C:k1,线路名称:C:1,站点名称:C:1,首班时间:C:1,末班时间:C:1,所在区:C:d1',
  }),
];

/** The short form as the items of an entry. */
export function itemsOf(entry: Pick<DemoEntry, 'items'>) {
  const recognized = { c: 'creditCode', r: 'residentId', d: 'divisionCode', h: 'phone' } as const;
  return entry.items.split(',').map((short, index) => {
    const [name = '', type = 'C', flags = '1'] = short.split(':');
    const found = (Object.keys(recognized) as (keyof typeof recognized)[]).find((flag) =>
      flags.includes(flag),
    );
    return {
      name,
      column: `f${index + 1}`,
      type,
      length: ['C', 'M'].includes(type) ? 100 : ['N', 'Y'].includes(type) ? 18 : null,
      description: '',
      personal: flags.includes('p'),
      level: 'general',
      grade: Number(/[1-4]/.exec(flags)?.[0] ?? 1),
      key: flags.includes('k'),
      recognized: found === undefined ? null : recognized[found],
    };
  });
}
