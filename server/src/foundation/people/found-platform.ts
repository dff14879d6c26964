import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { openDatabase } from '../../platform/database/database.ts';
import { withTransaction, type Transact, type Tx } from '../../platform/database/transaction.ts';
import { JOB } from '../../platform/identity/actor.ts';
import { createAccount, type IssuedAccount } from '../../platform/identity/index.ts';
import { createDepartment } from '../organizations/index.ts';
import { addPerson } from './add-person.ts';
import { peopleError } from './errors.ts';
import { grantRole } from './grant-role.ts';

const closed = { additionalProperties: false } as const;

const FoundingSchema = Type.Object(
  {
    nameZh: Type.String({ minLength: 2, maxLength: 60 }),
    nameEn: Type.String({ minLength: 2, maxLength: 60 }),
    authority: Type.Object(
      {
        name: Type.String({ minLength: 2, maxLength: 60 }),
        shortName: Type.String({ minLength: 2, maxLength: 12 }),
        nameEn: Type.Optional(Type.String({ maxLength: 120 })),
        shortNameEn: Type.Optional(Type.String({ maxLength: 40 })),
        creditCode: Type.String({ minLength: 18, maxLength: 18 }),
        divisionCode: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
        sharingOffice: Type.String({ minLength: 2, maxLength: 60 }),
      },
      closed,
    ),
    /** Two at least: operators do not administer themselves. */
    operators: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 40 }),
          position: Type.String({ maxLength: 40 }),
          login: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{2,63}$' }),
        },
        closed,
      ),
      { minItems: 2, maxItems: 20 },
    ),
  },
  closed,
);
/** What a platform begins with: its name, its data authority, and who administers it. */
export type Founding = Static<typeof FoundingSchema>;

export type ParsedFounding = { ok: true; founding: Founding } | { ok: false; faults: string[] };

/** Reads a founding from a file's content; what does not fit is named by its place in it. */
export function parseFounding(value: unknown): ParsedFounding {
  if (Value.Check(FoundingSchema, value)) return { ok: true, founding: value };
  const faults = [...Value.Errors(FoundingSchema, value)].map(
    (fault) => `${fault.instancePath} ${fault.message}`,
  );
  return { ok: false, faults };
}

export interface FoundingPlace {
  /** Owner of the database and member of `tandem_app`; migrations and divisions are in place. */
  ownerUrl: string;
  domain: string;
}

/**
 * Founds an empty platform, whole or not at all: its name, the data authority, the first operators with one-time
 * passwords, which exist nowhere but in the answer.
 * @throws AppError PEOPLE_FOUNDED_ALREADY when there are people, and what the use cases refuse
 */
export async function foundPlatform(place: FoundingPlace, founding: Founding): Promise<IssuedAccount[]> {
  const database = openDatabase({
    url: place.ownerUrl,
    poolSize: 1,
    applicationName: 'tandem founding',
    onError: () => undefined,
  });
  try {
    return await withTransaction(database, JOB, async (tx) => {
      await tx.client.query(`select pg_advisory_xact_lock(hashtextextended('founding', 0))`);
      await nameInstallation(tx, place.domain, founding);
      // From here on with the rights of the server, in the same transaction.
      await tx.client.query('set local role tandem_app');
      return settle(tx, founding);
    });
  } finally {
    await database.close();
  }
}

/** The platform's own row is the owner's to write. */
async function nameInstallation(tx: Tx, domain: string, { nameZh, nameEn }: Founding): Promise<void> {
  await tx.client.query(
    `insert into platform.installation (domain, name_zh, name_en) values ($1, $2, $3) on conflict do nothing`,
    [domain, nameZh, nameEn],
  );
}

async function settle(tx: Tx, founding: Founding): Promise<IssuedAccount[]> {
  const found = await tx.client.query('select from people.person limit 1');
  if (found.rowCount !== 0) throw peopleError('PEOPLE_FOUNDED_ALREADY');
  const here: Transact = (work) => work(tx);
  const authority = await createDepartment(here, { ...founding.authority, kind: 'authority' });
  const issued: IssuedAccount[] = [];
  for (const { name, position, login } of founding.operators) {
    const { id: personId } = await addPerson(here, { name, position, departmentId: authority.id });
    await grantRole(here, { personId, role: 'systemOperator' });
    issued.push(await createAccount(here, { personId, login }));
  }
  return issued;
}
