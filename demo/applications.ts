import { addDays, chinaCalendar, type LocalDate } from '@tandem/calendar';
import { ENTRIES, type DemoEntry } from './entries.ts';
import { pick, seededRandom } from './seeded-random.ts';
import type { ApplicationPlan, Course } from './share-data.ts';

interface Wish {
  title: string;
  requester: string;
  basis: [title: string, article: string];
  useCase: string;
}

const wish = (title: string, requester: string, basis: Wish['basis'], useCase: string): Wish => ({
  title,
  requester,
  basis,
  useCase,
});

/** Who needs what, for which duty. The same need comes up again for other purposes over the months. */
const WISHES: readonly Wish[] = [
  wish(
    '不动产登记信息',
    'fund',
    ['住房公积金管理条例', '第二十四条'],
    '公积金贷款与提取资格审核中核对不动产权属与限制状态',
  ),
  wish('不动产登记信息', 'tax', ['中华人民共和国税收征收管理法', '第六条'], '房产交易计税与房产税税源核实'),
  wish(
    '不动产登记信息',
    'education',
    ['中华人民共和国义务教育法', '第十二条'],
    '义务教育入学时核验住房情况，免去家长提交证明',
  ),
  wish('婚姻登记信息', 'housing', ['公共租赁住房管理办法', '第七条'], '公租房申请家庭成员关系核验'),
  wish('婚姻登记信息', 'fund', ['住房公积金管理条例', '第二十四条'], '配偶公积金提取时核验婚姻状态'),
  wish(
    '养老保险待遇领取信息',
    'civil',
    ['特困人员认定办法', '第十条'],
    '特困人员与高龄津贴认定中核对待遇领取状态',
  ),
  wish('个人参保状态', 'civil', ['最低生活保障审核确认办法', '第十六条'], '低保家庭收入核对中核验参保状态'),
  wish('个人参保状态', 'housing', ['公共租赁住房管理办法', '第七条'], '公租房申请人就业状态核验'),
  wish('企业社会保险缴费信息', 'hrss', ['失业保险条例', '第十条'], '稳岗返还企业参保缴费资格核查'),
  wish(
    '企业社会保险缴费信息',
    'market',
    ['企业信息公示暂行条例', '第十四条'],
    '企业年度报告社保信息抽查比对',
  ),
  wish('企业纳税信用等级', 'market', ['企业信息公示暂行条例', '第十八条'], '企业信用风险分类评价与分级监管'),
  wish('企业纳税信用等级', 'housing', ['中华人民共和国招标投标法', '第二十六条'], '建筑市场投标企业信用核查'),
  wish(
    '建筑业企业资质',
    'emergency',
    ['中华人民共和国安全生产法', '第六十二条'],
    '建筑施工企业安全生产执法检查对象核对',
  ),
  wish(
    '机动车登记信息',
    'emergency',
    ['中华人民共和国突发事件应对法', '第五十二条'],
    '应急运力征用时核对车辆状态',
  ),
  wish(
    '机动车登记信息',
    'civil',
    ['最低生活保障审核确认办法', '第十六条'],
    '低保家庭经济状况核对中核对机动车财产',
  ),
  wish('学籍基本信息', 'civil', ['社会救助暂行办法', '第三十四条'], '教育救助对象就读状态核对'),
  wish('低保对象信息', 'insurance', ['医疗保障基金使用监督管理条例', '第十条'], '医疗救助参保资助对象认定'),
  wish('低保对象信息', 'education', ['社会救助暂行办法', '第三十三条'], '家庭经济困难学生资助认定'),
  wish(
    '居民医保参保信息',
    'health',
    ['中华人民共和国基本医疗卫生与健康促进法', '第八十三条'],
    '家庭医生签约服务对象参保核对',
  ),
  wish(
    '食品经营许可信息',
    'health',
    ['中华人民共和国食品安全法', '第十四条'],
    '食源性疾病监测与通报对象核对',
  ),
  wish(
    '道路运输经营许可',
    'police',
    ['中华人民共和国道路交通安全法', '第五条'],
    '重点运输企业交通安全隐患排查',
  ),
  wish('危险化学品经营许可', 'transport', ['危险化学品安全管理条例', '第六条'], '危险货物运输托运资格核对'),
  wish('单位公积金缴存信息', 'hrss', ['劳动保障监察条例', '第十一条'], '劳动用工监察中核对单位缴存情况'),
  wish(
    '宗地权属信息',
    'tax',
    ['中华人民共和国城镇土地使用税暂行条例', '第十一条'],
    '城镇土地使用税的税源核实与管理',
  ),
  wish(
    '居民身份信息核验',
    'hrss',
    ['中华人民共和国社会保险法', '第七十四条'],
    '社会保险待遇资格认证实名核验',
  ),
  wish(
    '失业登记信息',
    'civil',
    ['最低生活保障审核确认办法', '第十六条'],
    '就业困难家庭收入核对中核验失业登记',
  ),
];

const COURSES: readonly Course[] = [
  'granted',
  'granted',
  'granted',
  'granted',
  'granted',
  'granted',
  'granted-late',
  'refused',
  'supplemented',
  'extended',
];

function entryOf(title: string): DemoEntry {
  const entry = ENTRIES.find((item) => item.title === title);
  if (!entry) throw new Error(`there is no entry ${title}`);
  return entry;
}

function replyAfter(course: Course, entry: DemoEntry, random: () => number): number {
  if (entry.shareClass === 'unconditional') return course === 'granted-late' ? 3 : 1;
  switch (course) {
    case 'granted-late':
      return 11 + Math.floor(random() * 3);
    case 'extended':
      return 12 + Math.floor(random() * 3);
    default:
      return 3 + Math.floor(random() * 6);
  }
}

function coursesFor(entry: DemoEntry): readonly Course[] {
  const plain: readonly Course[] = ['granted', 'granted', 'granted', 'granted-late', 'refused'];
  return entry.shareClass === 'unconditional' ? plain : COURSES;
}

/** Settled matters spread over the months, then the open ones that make today's inboxes. */
export function applications(today: LocalDate): ApplicationPlan[] {
  const random = seededRandom('示范市 applications');
  let number = 0;
  const plan = (from: Wish, on: LocalDate, course: Course): ApplicationPlan => {
    const entry = entryOf(from.title);
    number += 1;
    return {
      number,
      entry,
      requester: from.requester,
      from: on,
      course,
      replyAfter: replyAfter(course, entry, random),
      basis: { title: from.basis[0], article: from.basis[1] },
      useCase: from.useCase,
    };
  };
  const settled = WISHES.flatMap((from) =>
    [90, 62, 34]
      .filter(() => random() < 0.62)
      .map((ago) => {
        const on = addDays(today, -ago + Math.floor(random() * 20));
        return plan(from, on, pick(random, coursesFor(entryOf(from.title))));
      }),
  );
  return [...settled, shortLived(today, plan), ...openMatters(today, plan)];
}

/** An agreement of 税务局 whose term is over: journey J1 asks under it and is refused. */
function shortLived(
  today: LocalDate,
  plan: (from: Wish, on: LocalDate, course: Course) => ApplicationPlan,
): ApplicationPlan {
  const from = wish(
    '单位公积金缴存信息',
    'tax',
    ['中华人民共和国个人所得税法', '第十五条'],
    '个人所得税专项附加扣除的一次性核查',
  );
  return { ...plan(from, addDays(today, -88), 'granted'), until: addDays(today, -30) };
}

/** Working days since receipt, so that today's clocks stand everywhere from fresh to overdue. */
const OPEN: readonly [wish: number, workingDaysAgo: number, course?: Course][] = [
  [0, 12],
  [3, 11],
  [1, 10],
  [5, 9],
  [14, 8, 'asksExtension'],
  [15, 7],
  [2, 6],
  [6, 5],
  [16, 4],
  [22, 3],
  [23, 2],
  [10, 1],
  [8, 1],
];

function openMatters(
  today: LocalDate,
  plan: (from: Wish, on: LocalDate, course: Course) => ApplicationPlan,
): ApplicationPlan[] {
  return OPEN.flatMap(([index, ago, course = 'open']) => {
    const from = WISHES[index];
    const on = chinaCalendar.addWorkingDays(today, -ago);
    return from && on.ok ? [plan(from, on.date, course)] : [];
  });
}
