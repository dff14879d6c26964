import pg from 'pg';
import { createDepartment } from '../server/src/foundation/organizations/index.ts';
import { addPerson, grantRole, type GrantableRole } from '../server/src/foundation/people/index.ts';
import { openDatabase } from '../server/src/platform/database/database.ts';
import { transactAs, type Transact } from '../server/src/platform/database/transaction.ts';
import { JOB } from '../server/src/platform/identity/actor.ts';
import { createDemoAccount } from '../server/src/platform/identity/index.ts';
import { CITY, DEPARTMENTS, DISTRICTS, type DemoDepartment } from './city.ts';

const POSITIONS: Record<string, string> = {
  clerk: '经办人',
  sharingOfficeHead: '共享工作机构负责人',
  departmentHead: '部门负责人',
  authorityOfficer: '共享审核',
  auditor: '审计员',
  systemOperator: '系统管理员',
};

/** Runs `work` as the owner of the database: the platform's own row is nobody else's to write. */
export async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The city's own divisions beside the real ones. */
async function addDivisions(client: pg.Client): Promise<void> {
  const { provinceCode, province, divisionCode, name } = CITY;
  const rows = [
    [provinceCode, province, 'province', '000000', province],
    [divisionCode, name, 'city', provinceCode, `${province}${name}`],
    ...DISTRICTS.map((district) => [
      district.code,
      district.name,
      'county',
      divisionCode,
      `${province}${name}${district.name}`,
    ]),
  ];
  for (const row of rows) {
    await client.query(
      `insert into divisions.division (code, name, level, parent_code, full_name)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      row,
    );
  }
}

/** Declares an empty platform a demonstration city whose clock stands at `from`, and whose past leads to `present`. */
async function declareCity(ownerUrl: string, from: Date, present: Date): Promise<void> {
  await asOwner(ownerUrl, addDivisions);
  await asOwner(ownerUrl, (client) =>
    client.query(
      `insert into platform.installation (domain, name_zh, name_en, demo, clock_shift, demo_present)
       values ($1, $2, $3, true, $4::timestamptz - clock_timestamp(), $5) on conflict do nothing`,
      [CITY.domain, CITY.nameZh, CITY.nameEn, from, present],
    ),
  );
}

async function settle(transact: Transact, department: DemoDepartment): Promise<void> {
  const { name, shortName, nameEn, shortNameEn, creditCode, kind, sharingOffice, people } = department;
  const { id } = await createDepartment(transact, {
    kind,
    name,
    shortName,
    nameEn,
    shortNameEn,
    creditCode,
    divisionCode: CITY.divisionCode,
    sharingOffice,
  });
  for (const person of people) {
    const position = POSITIONS[person.role] ?? '';
    const { id: personId } = await addPerson(transact, { name: person.name, position, departmentId: id });
    await grantRole(transact, { personId, role: person.role as GrantableRole });
    await createDemoAccount(transact, { personId, login: person.login });
  }
}

/**
 * Founds the city in an empty platform: departments, people, roles, accounts, in one transaction, so that it is
 * there whole or not at all. @returns whether this call did it.
 */
export async function foundCity(options: {
  ownerUrl: string;
  appUrl: string;
  from: Date;
  present: Date;
}): Promise<boolean> {
  await declareCity(options.ownerUrl, options.from, options.present);
  const database = openDatabase({
    url: options.appUrl,
    poolSize: 2,
    applicationName: 'demo',
    onError: () => undefined,
  });
  try {
    return await transactAs(
      database,
      JOB,
    )(async (tx) => {
      await tx.client.query(`select pg_advisory_xact_lock(hashtextextended('demo city', 0))`);
      const found = await tx.client.query('select from organizations.department limit 1');
      if (found.rowCount !== 0) return false;
      const here: Transact = (work) => work(tx);
      for (const department of DEPARTMENTS) await settle(here, department);
      return true;
    });
  } finally {
    await database.close();
  }
}
