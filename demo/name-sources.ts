import type { LocalDate } from '@tandem/calendar';
import { ENTRIES } from './entries.ts';
import type { Sessions } from './session.ts';
import { workingMoment, type Life } from './timeline.ts';

interface SourceNaming {
  subject: string;
  /** The entry of the source department. */
  source: string;
  others: readonly string[];
  /** Items it is about; empty: all. */
  itemNames: readonly string[];
  reason: string;
}

const CONTRIBUTIONS = ['企业社会保险缴费信息', '单位参保缴费明细'];

/** Their registers give out the codes themselves. */
const OWN_REGISTERS = ['社会组织登记信息'];

const titlesHolding = (item: string) =>
  ENTRIES.filter(({ items }) => items.startsWith(`${item}:`))
    .map(({ title }) => title)
    .filter((title) => ![...CONTRIBUTIONS, ...OWN_REGISTERS].includes(title));

/** What the authority of the city has named sources for (Art 19). */
const NAMINGS: readonly SourceNaming[] = [
  {
    subject: '企业社会保险缴费',
    source: '企业社会保险缴费信息',
    others: ['单位参保缴费明细'],
    itemNames: [],
    reason: '社会保险费由税务部门统一征收，缴费数据由其首次产生',
  },
  {
    subject: '自然人姓名与公民身份号码',
    source: '居民身份信息核验',
    others: titlesHolding('公民身份号码'),
    itemNames: ['公民身份号码', '姓名'],
    reason: '公民身份号码由公安机关编制，姓名以户籍登记为准',
  },
  {
    subject: '经营主体名称与统一社会信用代码',
    source: '统一社会信用代码赋码信息',
    others: titlesHolding('统一社会信用代码'),
    itemNames: ['统一社会信用代码', '企业名称'],
    reason: '经营主体的统一社会信用代码由市场监管部门登记时赋予',
  },
];

/** The authority names the source departments of what several departments hold. */
export async function* nameSources(
  sessions: Sessions,
  options: { from: LocalDate; resourceOf: (title: string) => string | undefined },
): Life {
  const officer = await sessions.as('data.officer2');
  for (const [index, { source, others, ...naming }] of NAMINGS.entries()) {
    yield workingMoment(options.from, 1 + 2 * index, 10 + index);
    const sourceResourceId = options.resourceOf(source);
    if (sourceResourceId === undefined) throw new Error(`示范市 has no entry ${source}`);
    const resourceIds = [sourceResourceId, ...others.flatMap((title) => options.resourceOf(title) ?? [])];
    await officer.must('POST', '/api/v1/catalogue/source-designations', {
      body: { ...naming, sourceResourceId, resourceIds: [...new Set(resourceIds)] },
      key: naming.subject,
    });
  }
}
