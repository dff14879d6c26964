import type { LocalDate } from '@tandem/calendar';
import { departmentOf } from './city.ts';
import type { Sessions } from './session.ts';
import { workingMoment, type Life } from './timeline.ts';

interface DemandPlan {
  title: string;
  requester: string;
  description: string;
  legalBasis: string;
  items: readonly string[];
  /** Working days before today on which it was registered. */
  workingDaysAgo: number;
  /** Who shall compile it, once the authority has said so. */
  provider?: { key: string; note: string };
}

/** What departments look for in vain: one waits for the authority, one for the department that it named. */
export const DEMANDS: readonly DemandPlan[] = [
  {
    title: '水电气用量（企业）',
    requester: 'market',
    description: '按企业汇总的月度用水、用电、用气量，用于识别停业未注销与异常经营的企业。',
    legalBasis: '《企业信息公示暂行条例》第十四条',
    items: ['统一社会信用代码', '用量年月', '用水量', '用电量', '用气量'],
    workingDaysAgo: 4,
  },
  {
    title: '残疾人证持有状态',
    requester: 'transport',
    description: '核验残疾人证是否有效及残疾等级，用于公共交通免费乘车资格的自动认定。',
    legalBasis: '《中华人民共和国残疾人保障法》第五十条',
    items: ['公民身份号码', '持证状态', '残疾等级'],
    workingDaysAgo: 9,
    provider: { key: 'civil', note: '残疾人两项补贴由民政部门管理，请据此编目，以核验方式提供。' },
  },
];

interface Demand {
  id: string;
  version: number;
}

/** A demand from its registration to where it stands today. */
export async function* demandData(sessions: Sessions, plan: DemandPlan, today: LocalDate): Life {
  const { title, description, legalBasis, items, requester, workingDaysAgo, provider } = plan;
  const clerk = await sessions.as(`${requester}.clerk`);
  yield workingMoment(today, -workingDaysAgo, 10);
  const demand = await clerk.must<Demand>('POST', '/api/v1/demands', {
    body: { title, description, legalBasis, items },
    key: title,
  });
  if (!provider) return;
  const officer = await sessions.as('data.officer');
  yield workingMoment(today, 2 - workingDaysAgo, 15);
  const departments = await officer.must<{ items: { id: string; name: string }[] }>(
    'GET',
    '/api/v1/departments?kind=department&limit=200',
  );
  const { name } = departmentOf(provider.key);
  const named = departments.items.find((department) => department.name === name);
  await officer.must('POST', `/api/v1/demands/${demand.id}/designate`, {
    version: demand.version,
    body: { providerId: named?.id, note: provider.note },
    key: 'designate',
  });
}
