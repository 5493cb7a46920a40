import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { FilingMe } from '../wire/filing.ts';
import type { Draft } from './draft.ts';
import { isUnsent, type Parcel } from './parcel.ts';

/** A photo's bytes, shrunk and without anything but the picture. */
export interface KeptPhoto {
  readonly id: string;
  readonly account: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** An answer of the server, kept to be shown without a network. */
export interface KeptAnswer {
  readonly account: string;
  readonly path: string;
  /** When it came, by the phone's clock. */
  readonly at: number;
  readonly answer: unknown;
}

interface Shelves extends DBSchema {
  drafts: { key: [string, string, string]; value: Draft; indexes: { account: string } };
  parcels: { key: string; value: Parcel; indexes: { account: string } };
  photos: { key: string; value: KeptPhoto };
  answers: { key: [string, string]; value: KeptAnswer };
  /** `me`: who signed in last on this phone. */
  notes: { key: string; value: FilingMe };
}

/** How many sent parcels of an account are kept to be shown. */
const KEPT_SENT = 20;

/** What a phone keeps: drafts, parcels on their way, photos, the last answers. It outlives pages and restarts. */
export class Vault {
  readonly #db: IDBPDatabase<Shelves>;

  constructor(db: IDBPDatabase<Shelves>) {
    this.#db = db;
  }

  /** Opens what is kept in this browser. @throws where the browser keeps nothing (private mode of some) */
  static async open(name = 'mangluoi-report'): Promise<Vault> {
    const db = await openDB<Shelves>(name, 1, {
      upgrade(fresh) {
        fresh
          .createObjectStore('drafts', { keyPath: ['account', 'group', 'period'] })
          .createIndex('account', 'account');
        fresh.createObjectStore('parcels', { keyPath: 'key' }).createIndex('account', 'account');
        fresh.createObjectStore('photos', { keyPath: 'id' });
        fresh.createObjectStore('answers', { keyPath: ['account', 'path'] });
        fresh.createObjectStore('notes');
      },
      // A newer version of the page in another tab: let it have the database.
      blocking: (_, __, event) => (event.target as IDBDatabase | null)?.close()
    });
    return new Vault(db);
  }

  async me(): Promise<FilingMe | null> {
    return (await this.#db.get('notes', 'me')) ?? null;
  }

  async keepMe(me: FilingMe): Promise<void> {
    await this.#db.put('notes', me, 'me');
  }

  async forgetMe(): Promise<void> {
    await this.#db.delete('notes', 'me');
  }

  drafts(account: string): Promise<Draft[]> {
    return this.#db.getAllFromIndex('drafts', 'account', account);
  }

  async draft(account: string, group: string, period: string): Promise<Draft | null> {
    return (await this.#db.get('drafts', [account, group, period])) ?? null;
  }

  async keepDraft(draft: Draft): Promise<void> {
    await this.#db.put('drafts', draft);
  }

  /** Throws a draft away with its photos. */
  async dropDraft({ account, group, period, photos }: Draft): Promise<void> {
    const work = this.#db.transaction(['drafts', 'photos'], 'readwrite');
    await Promise.all([
      work.objectStore('drafts').delete([account, group, period]),
      ...photos.map(({ id }) => work.objectStore('photos').delete(id)),
      work.done
    ]);
  }

  /** Oldest first. */
  async parcels(account: string): Promise<Parcel[]> {
    const found = await this.#db.getAllFromIndex('parcels', 'account', account);
    return found.sort((a, b) => a.madeAt - b.madeAt);
  }

  async parcel(key: string): Promise<Parcel | null> {
    return (await this.#db.get('parcels', key)) ?? null;
  }

  async keepParcel(parcel: Parcel): Promise<void> {
    await this.#db.put('parcels', parcel);
  }

  /** A draft becomes a parcel: one or the other is there at any time, whatever happens to the page. */
  async pack(parcel: Parcel, draft: Draft | null): Promise<void> {
    const work = this.#db.transaction(['drafts', 'parcels'], 'readwrite');
    const { account, group, period } = draft ?? { account: '', group: '', period: '' };
    await Promise.all([
      work.objectStore('parcels').put(parcel),
      ...(draft ? [work.objectStore('drafts').delete([account, group, period])] : []),
      work.done
    ]);
  }

  /** A parcel becomes a draft again. */
  async unpack(key: string, draft: Draft): Promise<void> {
    const work = this.#db.transaction(['drafts', 'parcels'], 'readwrite');
    await Promise.all([
      work.objectStore('parcels').delete(key),
      work.objectStore('drafts').put(draft),
      work.done
    ]);
  }

  async dropParcel(key: string): Promise<void> {
    await this.#db.delete('parcels', key);
  }

  /** Keeps a parcel that has arrived, without its photos' bytes, and lets the oldest of its kind go. */
  async settle(parcel: Parcel): Promise<void> {
    await this.keepParcel(parcel);
    const { content } = parcel;
    if (content.kind === 'report') for (const { id } of content.photos) await this.dropPhoto(id);
    const sent = (await this.parcels(parcel.account)).filter(({ state }) => state.is === 'sent');
    for (const { key } of sent.slice(0, -KEPT_SENT)) await this.dropParcel(key);
  }

  async photo(id: string): Promise<KeptPhoto | null> {
    return (await this.#db.get('photos', id)) ?? null;
  }

  async keepPhoto(photo: KeptPhoto): Promise<void> {
    await this.#db.put('photos', photo);
  }

  async dropPhoto(id: string): Promise<void> {
    await this.#db.delete('photos', id);
  }

  async answer(account: string, path: string): Promise<KeptAnswer | null> {
    return (await this.#db.get('answers', [account, path])) ?? null;
  }

  async keepAnswer(kept: KeptAnswer): Promise<void> {
    await this.#db.put('answers', kept);
  }

  /** How much of an account has not reached the server: parcels and written drafts. */
  async unsent(account: string): Promise<number> {
    return (await this.parcels(account)).filter(isUnsent).length;
  }

  close(): void {
    this.#db.close();
  }
}
