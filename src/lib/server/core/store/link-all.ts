import { sql, type Kysely } from 'kysely';
import { structureKinds } from './append.ts';
import { objectsOf } from './objects-of.ts';
import { FIRST_LINK, linkOf } from './link.ts';
import { insertRows } from './insert-rows.ts';
import { parseBody } from './entry-row.ts';
import type { Tables } from './tables.ts';

const ROWS = 500;

/** Gives every entry of an older store its link and the objects that it speaks of. */
export async function linkAll(db: Kysely<Tables>): Promise<void> {
  let link = FIRST_LINK;
  let structure = 0;
  for (let from = 0; ;) {
    const rows = await db
      .selectFrom('log')
      .selectAll()
      .where('position', '>', from)
      .orderBy('position')
      .limit(ROWS)
      .execute();
    if (rows.length === 0) break;
    const links = rows.map((row) => ({ position: row.position, link: (link = linkOf(link, row)) }));
    await putLinks(db, links);
    const objects = rows.flatMap((row) =>
      row.kind === 'report'
        ? []
        : objectsOf(parseBody(row)).map((object) => ({ object, position: row.position }))
    );
    await insertRows(db, 'log_object', objects);
    structure = rows.findLast(({ kind }) => structureKinds.has(kind))?.position ?? structure;
    from = rows.at(-1)?.position ?? from;
  }
  await db.updateTable('log_head').set({ link, structure }).execute();
}

async function putLinks(
  db: Kysely<Tables>,
  links: readonly { readonly position: number; readonly link: string }[]
): Promise<void> {
  const rows = links.map(({ position, link }) => sql`(cast(${position} as bigint), cast(${link} as text))`);
  await sql`with given (position, link) as (values ${sql.join(rows)})
    update log set link = (select given.link from given where given.position = log.position)
    where position in (select position from given)`.execute(db);
}
