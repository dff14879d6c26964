import { addDays, chinaCalendar, type LocalDate } from '@tandem/calendar';
import { createClient, generateKeyPair, TandemError, type TandemClient } from '@tandem/sdk';
import { ENTRIES } from './entries.ts';
import { hostedRows } from './host-data.ts';
import { seededRandom } from './seeded-random.ts';
import type { Session, Sessions } from './session.ts';
import { workingMoment, type Life } from './timeline.ts';

interface Terms {
  purpose: { code: string };
  modes: string[];
  items: { name: string; modes: string[] }[];
}

interface AgreementView {
  state: string;
  resource: { title: string };
  terms: Terms;
}

/** Rows that a program knows of, by the title of the entry; none where the city hosts none. */
function rowsOf(title: string): Record<string, string>[] {
  const entry = ENTRIES.find((one) => one.title === title);
  return entry ? hostedRows(entry) : [];
}

/** A program of a department, with a key that nobody needs afterwards. */
async function registerProgram(office: Session, url: string): Promise<TandemClient> {
  const { department } = await office.must<{ department: { id: string; shortName: string } }>(
    'GET',
    '/api/v1/session',
  );
  const name = `${department.shortName}业务系统`;
  const { clientId } = await office.must<{ clientId: string }>('POST', '/api/v1/systems', {
    body: { departmentId: department.id, name, description: '演示城市的调用程序' },
    key: 'program',
  });
  const { publicKey, privateKey } = generateKeyPair();
  await office.must('POST', `/api/v1/systems/${clientId}/keys`, {
    body: { publicKey, label: '2026 年生产环境', days: 365 },
  });
  return createClient({ url, privateKey });
}

interface Call {
  id: string;
  terms: Terms;
  /** Of the entry that the agreement is about. */
  rows: readonly Record<string, string>[];
}

async function callOnce(
  client: TandemClient,
  { id, terms, rows }: Call,
  random: () => number,
): Promise<void> {
  const key = terms.items[0]?.name ?? '';
  const row = random() < 0.85 ? rows[Math.floor(random() * rows.length)] : undefined;
  const where = { [key]: row?.[key] ?? `none-${Math.floor(random() * 1000)}` };
  const purpose = random() < 0.04 ? 'another' : terms.purpose.code;
  try {
    if (terms.modes.includes('query') && random() < 0.65) {
      await client.query(id, { purpose, items: terms.items.slice(0, 3).map((item) => item.name), where });
    } else {
      const asked = terms.items[1]?.name ?? key;
      await client.verify(id, { purpose, where, given: { [asked]: row?.[asked] ?? '示范' } });
    }
  } catch (error) {
    // A refusal is part of the city's past: it stands on record like an answer.
    if (!(error instanceof TandemError)) throw error;
  }
}

/** How many calls a program makes on a day; few at the weekend. */
function callsOn(day: LocalDate, random: () => number): number {
  const working = chinaCalendar.isWorkingDay(day);
  const busy = working.ok && working.workingDay;
  return Math.floor(random() * (busy ? 6 : 2)) + (busy ? 3 : 0);
}

/** One department's program asks day by day under the agreements that are in force, until today. */
export async function* useData(
  sessions: Sessions,
  department: string,
  options: { from: LocalDate; days: number },
): Life {
  const random = seededRandom(`use ${department}`);
  const office = await sessions.as(`${department}.office`);
  let client: TandemClient | undefined;
  for (let day = options.from, count = 0; count < options.days; day = addDays(day, 1), count += 1) {
    yield workingMoment(day, 0, 10 + random() * 7);
    client ??= await registerProgram(office, sessions.url);
    const page = await office.must<{ items: { id: string }[] }>(
      'GET',
      '/api/v1/agreements?state=inForce&side=outgoing&limit=20',
    );
    for (let call = callsOn(day, random); call > 0; call -= 1) {
      const agreement = page.items[Math.floor(random() * page.items.length)];
      if (!agreement) break;
      const { terms, resource } = await office.must<AgreementView>(
        'GET',
        `/api/v1/agreements/${agreement.id}`,
      );
      await callOnce(client, { id: agreement.id, terms, rows: rowsOf(resource.title) }, random);
    }
  }
}
