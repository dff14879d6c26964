import pg from 'pg';
import { generateCreditCode } from '@tandem/identifiers';
import { openDatabase } from '../src/platform/database/database.ts';
import { withTransaction, type Transact, type Tx } from '../src/platform/database/transaction.ts';
import { JOB, type Role } from '../src/platform/identity/actor.ts';
import { registerKey } from '../src/platform/identity/index.ts';
import { createDepartment } from '../src/foundation/organizations/index.ts';
import { addPerson, grantRole, registerSystem, type GrantableRole } from '../src/foundation/people/index.ts';
import { generateKeyPair } from '@tandem/sdk';

/** Everybody's password in the test city; hashed once, at OWASP strength. */
export const CITY_PASSWORD = 'river-lantern-quarry-41';
const CITY_PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$Bg9gS3Ykyx9IcrTsDkho8w$XpC/fpfrlNRwMlqZmgwtjbt0zJr08Om+w+HMFcB8lEE';

export const CITY_DIVISION = '640100';

export type DepartmentKey = 'data' | 'market' | 'tax' | 'labour' | 'civil';

const DEPARTMENTS: readonly {
  key: DepartmentKey;
  kind: 'authority' | 'department';
  name: string;
  shortName: string;
}[] = [
  { key: 'data', kind: 'authority', name: '示范市数据局', shortName: '数据局' },
  { key: 'market', kind: 'department', name: '示范市市场监督管理局', shortName: '市监局' },
  { key: 'tax', kind: 'department', name: '示范市税务局', shortName: '税务局' },
  { key: 'labour', kind: 'department', name: '示范市人力资源和社会保障局', shortName: '人社局' },
  { key: 'civil', kind: 'department', name: '示范市民政局', shortName: '民政局' },
];

/** Login is department, dot, place: `tax.clerk`, `market.office`, `data.officer`. */
const EVERYWHERE = [
  { place: 'clerk', role: 'clerk', position: '科员' },
  { place: 'clerk2', role: 'clerk', position: '科员' },
  { place: 'office', role: 'sharingOfficeHead', position: '共享办主任' },
  { place: 'head', role: 'departmentHead', position: '局长' },
] as const;
const AUTHORITY_ONLY = [
  { place: 'officer', role: 'authorityOfficer', position: '审核员' },
  { place: 'officer2', role: 'authorityOfficer', position: '审核员' },
  { place: 'auditor', role: 'auditor', position: '审计员' },
  { place: 'operator', role: 'systemOperator', position: '系统管理员' },
  { place: 'operator2', role: 'systemOperator', position: '系统管理员' },
] as const;

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜';

export interface CityDepartment {
  id: string;
  name: string;
  shortName: string;
  creditCode: string;
}

export interface CityPerson {
  id: string;
  accountId: string;
  login: string;
  name: string;
  role: Role;
  department: CityDepartment;
}

export interface CitySystem {
  id: string;
  /** `tax.system` */
  name: string;
  keyId: string;
  privateKey: string;
  department: CityDepartment;
}

/** The small city that tests live in: five departments, one person for each role (two for some), one program each. */
export interface City {
  departments: Record<DepartmentKey, CityDepartment>;
  people: ReadonlyMap<string, CityPerson>;
  systems: ReadonlyMap<string, CitySystem>;
}

/**
 * Seeds an empty, migrated database through the rooms' own use cases, in one transaction of the platform itself.
 * Divisions must be loaded.
 */
export async function seedCity(database: { ownerUrl: string; appUrl: string }): Promise<City> {
  await markInstallation(database.ownerUrl);
  const app = openDatabase({
    url: database.appUrl,
    poolSize: 2,
    applicationName: 'test city',
    onError: () => undefined,
  });
  try {
    return await withTransaction(app, JOB, (tx) => seed(tx));
  } finally {
    await app.close();
  }
}

async function markInstallation(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(
    `insert into platform.installation (domain, name_zh, name_en, demo)
     values ('test.tandem.localhost', '示范市', 'Shifan City', true) on conflict do nothing`,
  );
  await client.end();
}

async function seed(tx: Tx): Promise<City> {
  const here: Transact = (work) => work(tx);
  const random = numbersFrom(7);
  const people = new Map<string, CityPerson>();
  const systems = new Map<string, CitySystem>();
  const departments = {} as Record<DepartmentKey, CityDepartment>;
  for (const { key, kind, name, shortName } of DEPARTMENTS) {
    const creditCode = generateCreditCode(random, {
      department: '1',
      category: '1',
      division: CITY_DIVISION,
    });
    const statement = {
      kind,
      name,
      shortName,
      creditCode,
      divisionCode: CITY_DIVISION,
      sharingOffice: '数据共享办公室',
    };
    const { id } = await createDepartment(here, statement);
    const department = { id, name, shortName, creditCode };
    departments[key] = department;
    for (const place of kind === 'authority' ? [...EVERYWHERE, ...AUTHORITY_ONLY] : EVERYWHERE) {
      const given = {
        login: `${key}.${place.place}`,
        role: place.role,
        position: place.position,
        department,
      };
      people.set(given.login, await seedPerson(tx, { ...given, name: `${SURNAMES[people.size] ?? '周'}明` }));
    }
    systems.set(`${key}.system`, await seedSystem(here, `${key}.system`, department));
  }
  return { departments, people, systems };
}

interface SeededPerson {
  login: string;
  name: string;
  position: string;
  role: GrantableRole;
  department: CityDepartment;
}

async function seedPerson(tx: Tx, given: SeededPerson): Promise<CityPerson> {
  const here: Transact = (work) => work(tx);
  const { login, name, position, role, department } = given;
  const { id } = await addPerson(here, { name, position, departmentId: department.id });
  await grantRole(here, { personId: id, role });
  const inserted = await tx.client.query<{ id: string }>(
    'insert into identity.account (person_id, login, password_hash) values ($1, $2, $3) returning id',
    [id, login, CITY_PASSWORD_HASH],
  );
  return { id, accountId: inserted.rows[0]?.id ?? '', login, name, role, department };
}

async function seedSystem(here: Transact, name: string, department: CityDepartment): Promise<CitySystem> {
  const { clientId } = await registerSystem(here, {
    departmentId: department.id,
    name,
    description: '测试系统',
  });
  const { publicKey, privateKey } = generateKeyPair();
  const { keyId } = await registerKey(here, { clientId, publicKey, label: 'test', days: 365 });
  return { id: clientId, name, keyId, privateKey, department };
}

/** A small generator (mulberry32), so that the city is the same each time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
