import type { Tx } from '../../platform/database/transaction.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Role } from '../../platform/identity/actor.ts';

export interface NewNotice {
  departmentId: string;
  /** Who of the department is told; everybody when absent. */
  roles?: readonly Role[];
  /** Message key, for example `notice.request.granted`. */
  kind: string;
  params: Record<string, string | number>;
  /** Page of the console the notice opens. */
  href: string;
}

/** Tells a department something, in the transaction of what it tells: both are there, or neither. */
export async function notify(tx: Tx, notice: NewNotice): Promise<void> {
  await tx.client.query(
    'insert into inbox.notice (at, department_id, roles, kind, params, href) values ($1, $2, $3, $4, $5, $6)',
    [
      tx.now,
      notice.departmentId,
      notice.roles ?? [],
      notice.kind,
      JSON.stringify(notice.params),
      notice.href,
    ],
  );
}

export interface Notice {
  id: string;
  at: string;
  kind: string;
  params: Record<string, string | number>;
  href: string;
  seen: boolean;
}

/** The newest notices for the actor; row-level security picks department and role. */
export async function listNotices(
  tx: Tx,
  options: { limit: number; cursor?: string | undefined; unseenOnly: boolean },
): Promise<Page<Notice>> {
  const result = await tx.client.query<Omit<Notice, 'at'> & { at: Date }>(
    `select n.id, n.at, n.kind, n.params, n.href, s.notice_id is not null as seen
     from inbox.notice n left join inbox.notice_seen s on s.notice_id = n.id and s.person_id = $1
     where n.department_id = $2 and ($3 is not true or s.notice_id is null) and ($4::uuid is null or n.id < $4)
     order by n.id desc limit $5`,
    [
      tx.actor.personId ?? null,
      tx.actor.departmentId ?? null,
      options.unseenOnly,
      decodeCursor(options.cursor, ['uuid'])?.[0] ?? null,
      options.limit + 1,
    ],
  );
  const page = toPage(result.rows, options.limit, (row) => [row.id]);
  return { ...page, items: page.items.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

/** Remembers that the acting person has seen the notices; those of others are left alone. */
export async function markSeen(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.client.query(
    `insert into inbox.notice_seen (notice_id, person_id, seen_at)
     select id, $2, $3 from inbox.notice where id = any ($1) on conflict do nothing`,
    [ids, tx.actor.personId, tx.now],
  );
}
