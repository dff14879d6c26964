import type { Database } from './database.ts';

/** @throws Error when the server would run with rights that defeat row-level security. */
export async function assertLeastPrivilege(database: Database): Promise<void> {
  const result = await database.pool.query<{ name: string; too_powerful: boolean }>(
    `select rolname as name, (rolsuper or rolbypassrls or rolcreaterole) as too_powerful
     from pg_roles where rolname = current_user`,
  );
  const role = result.rows[0];
  if (!role || role.too_powerful) {
    throw new Error(
      `the server refuses to run as database role "${role?.name ?? '?'}": it would see past row-level security`,
    );
  }
}
