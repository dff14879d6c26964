import { createHash } from 'node:crypto';
import type { LocalDate } from '@tandem/calendar';
import { departmentOf } from './city.ts';
import { itemsOf, type DemoEntry } from './entries.ts';
import { pick, seededRandom } from './seeded-random.ts';
import type { Session, Sessions } from './session.ts';
import { workingMoment, type Life } from './timeline.ts';

interface Draft {
  resourceId: string;
  version: number;
}

/** All fields of Art 13 for an entry of the city. */
export function contentOf(entry: DemoEntry) {
  const {
    title,
    titleEn,
    summary,
    summaryEn,
    classification,
    shareClass,
    cycle,
    modes,
    tags,
    withheld,
    purposes,
  } = entry;
  return {
    title,
    titleEn,
    summary,
    summaryEn,
    classification,
    format: 'database',
    formatDetail: 'PostgreSQL',
    items: itemsOf(entry),
    cycle,
    shareClass,
    modes,
    tags,
    conditions:
      shareClass === 'conditional'
        ? { scope: '本市各级政府部门', purposes: purposes ?? ['依法履职核查'], others: [] }
        : null,
    withheld: withheld ?? null,
    declared: true,
  };
}

/** The papers stay in the departments' archives; the platform keeps their hashes. */
export function assessmentOf(kind: 'secrecy' | 'privacyImpact', title: string, on: LocalDate) {
  const paperName = `${title}-${kind === 'secrecy' ? '保密风险评估' : '个人信息保护影响评估'}.pdf`;
  const paperHash = createHash('sha256').update(paperName).digest('hex');
  return {
    kind,
    result: 'passed',
    assessedOn: on,
    assessedBy: '部门法制与保密联合评估组',
    paperName,
    paperHash,
  };
}

/** Files it; where another department holds the same, with the reason that is then asked for (Art 19). */
async function fileEntry(clerk: Session, path: string, version: number): Promise<Draft> {
  const plain = await clerk.call<Draft>('POST', `${path}/submit`, { version, body: {}, key: 'submit' });
  if (plain.status < 400) return plain.body;
  const recollectionReason = '按本部门法定职责独立产生，口径与用途不同，已与相关部门核对';
  const reasoned = { version, body: { recollectionReason }, key: 'submit with the reason' };
  return clerk.must<Draft>('POST', `${path}/submit`, reasoned);
}

/**
 * An entry from its first draft to its announcement: clerk, head, authority (Arts 13, 16). Without `onPublished` it
 * stays before the authority.
 */
export async function* publishEntry(
  sessions: Sessions,
  entry: DemoEntry,
  options: { from: LocalDate; onPublished?: (resourceId: string) => void },
): Life {
  const random = seededRandom(`publish ${entry.title}`);
  const { key } = departmentOf(entry.department);
  const [clerk, head] = await Promise.all([sessions.as(`${key}.clerk`), sessions.as(`${key}.head`)]);
  const officer = await sessions.as(pick(random, ['data.officer', 'data.officer2']));
  const day = options.onPublished ? Math.floor(random() * 8) : 0;
  yield workingMoment(options.from, day, 9 + random() * 2);
  const content = contentOf(entry);
  const draft = await clerk.must<Draft>('POST', '/api/v1/catalogue/resources', {
    body: content,
    key: entry.title,
  });
  const path = `/api/v1/catalogue/resources/${draft.resourceId}`;
  const kinds = content.items.some((item) => item.personal)
    ? (['secrecy', 'privacyImpact'] as const)
    : (['secrecy'] as const);
  for (const kind of kinds) {
    await clerk.must('POST', `${path}/assessments`, {
      body: assessmentOf(kind, entry.title, options.from),
      key: kind,
    });
  }
  const filed = await fileEntry(clerk, path, draft.version);
  yield workingMoment(options.from, day + 1, 10 + random() * 6);
  const consented = await head.must<Draft>('POST', `${path}/consent`, {
    version: filed.version,
    key: 'consent',
  });
  if (!options.onPublished) return;
  yield workingMoment(options.from, day + 2 + Math.floor(random() * 3), 9 + random() * 8);
  await officer.must('POST', `${path}/publish`, { version: consented.version, key: 'publish' });
  options.onPublished(draft.resourceId);
}
