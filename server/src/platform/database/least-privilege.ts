import { ConfigError } from '../config/config.ts';
import type { Database } from './database.ts';

/** @throws ConfigError when the server would run with rights that defeat row-level security: an owner's, or a role's above it. */
export async function assertLeastPrivilege(database: Database): Promise<void> {
  const result = await database.pool.query<{ name: string; too_powerful: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls or rolcreaterole
       or exists (select from pg_class c where c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member')
                    and c.relnamespace in (select oid from pg_namespace where nspname = 'platform')) as too_powerful
     from pg_roles where rolname = current_user`,
  );
  const role = result.rows[0];
  if (!role || role.too_powerful) {
    throw new ConfigError([
      `TANDEM_APP_DATABASE_URL enters as the role "${role?.name ?? '?'}", which sees past row-level security`,
    ]);
  }
}
