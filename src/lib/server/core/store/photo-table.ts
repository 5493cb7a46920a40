import { createHash } from 'node:crypto';
import type { Period } from '../../../domain/period.ts';
import type { Database } from './tables.ts';

/** A photo as it is kept: a picture without anything about who took it where. */
export interface PhotoContent {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Where a photo belongs: a group's report of a period. */
export interface PhotoPlace {
  readonly group: string;
  readonly period: Period;
}

/** Photos of reports by their SHA-256, and the groups and periods that they were sent for. */
export class PhotoTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Keeps a photo for a place, once, and answers its SHA-256 in hexadecimal; null where the place holds `most` others
   * already.
   */
  async keep(
    photo: PhotoContent,
    { group, period }: PhotoPlace,
    by: { readonly actor: string; readonly at: number },
    most: number
  ): Promise<string | null> {
    const sha256 = createHash('sha256').update(photo.bytes).digest('hex');
    return this.#db.transaction().execute(async (transaction) => {
      const there = await transaction
        .selectFrom('photo_place')
        .select('sha256')
        .where('subject_group', '=', group)
        .where('subject_period', '=', period)
        .execute();
      if (there.some((row) => row.sha256 === sha256)) return sha256;
      if (there.length >= most) return null;
      const { type, bytes, width, height } = photo;
      await transaction
        .insertInto('photo')
        .values({ sha256, type, content: bytes, width, height })
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .execute();
      await transaction
        .insertInto('photo_place')
        .values({ sha256, subject_group: group, subject_period: period, actor: by.actor, at: by.at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return sha256;
    });
  }

  /** Which of some photos were never sent for a place. */
  async missing(hashes: readonly string[], { group, period }: PhotoPlace): Promise<string[]> {
    if (hashes.length === 0) return [];
    const rows = await this.#db
      .selectFrom('photo_place')
      .select('sha256')
      .where('subject_group', '=', group)
      .where('subject_period', '=', period)
      .where('sha256', 'in', hashes)
      .execute();
    const there = new Set(rows.map((row) => row.sha256));
    return hashes.filter((hash) => !there.has(hash));
  }

  /** A photo that was sent for a place; null where there is none. */
  async get(sha256: string, { group, period }: PhotoPlace): Promise<PhotoContent | null> {
    const row = await this.#db
      .selectFrom('photo')
      .innerJoin('photo_place', 'photo_place.sha256', 'photo.sha256')
      .select(['photo.type', 'photo.content', 'photo.width', 'photo.height'])
      .where('photo.sha256', '=', sha256)
      .where('photo_place.subject_group', '=', group)
      .where('photo_place.subject_period', '=', period)
      .executeTakeFirst();
    if (!row) return null;
    return { type: row.type, bytes: new Uint8Array(row.content), width: row.width, height: row.height };
  }
}
