import type { FilingMe } from '../api/filing.ts';
import type { Draft } from './draft.ts';
import type { Parcel } from './parcel.ts';
import { asked, openShelves, settled } from './shelves.ts';

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

/** What lies on each shelf. `notes`: under `me`, who signed in last on this phone. */
interface Shelves {
  readonly drafts: Draft;
  readonly parcels: Parcel;
  readonly photos: KeptPhoto;
  readonly answers: KeptAnswer;
  readonly notes: FilingMe;
}
type Shelf = keyof Shelves;

/** How many sent parcels of an account are kept to be shown, and of how many the photos, to be sent again (RULES 32). */
const KEPT_SENT = 20;
const KEPT_PHOTOS = 5;

/** A vault, whatever it keeps things in. */
export type VaultLike = Pick<Vault, keyof Vault>;

/** What a phone keeps: drafts, parcels on their way, photos, the last answers. It outlives pages and restarts. */
export class Vault {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  /** Opens what is kept in this browser. @throws where the browser keeps nothing (private mode of some) */
  static async open(name = 'mangluoi-report'): Promise<Vault> {
    const db = await openShelves(name, (fresh) => {
      fresh
        .createObjectStore('drafts', { keyPath: ['account', 'group', 'period'] })
        .createIndex('account', 'account');
      fresh.createObjectStore('parcels', { keyPath: 'key' }).createIndex('account', 'account');
      fresh.createObjectStore('photos', { keyPath: 'id' });
      fresh.createObjectStore('answers', { keyPath: ['account', 'path'] });
      fresh.createObjectStore('notes');
    });
    return new Vault(db);
  }

  async me(): Promise<FilingMe | null> {
    return (await this.#get('notes', 'me')) ?? null;
  }

  /** As far as there is room: what follows does not hang on it. */
  async keepMe(me: FilingMe): Promise<void> {
    await this.#put('notes', me, 'me').catch(() => undefined);
  }

  async forgetMe(): Promise<void> {
    await this.#delete('notes', 'me');
  }

  drafts(account: string): Promise<Draft[]> {
    return this.#ofAccount('drafts', account);
  }

  async draft(account: string, group: string, period: string): Promise<Draft | null> {
    return (await this.#get('drafts', [account, group, period])) ?? null;
  }

  async keepDraft(draft: Draft): Promise<void> {
    await this.#put('drafts', draft);
  }

  /** Throws a draft away with its photos. */
  async dropDraft({ account, group, period, photos }: Draft): Promise<void> {
    const work = this.#db.transaction(['drafts', 'photos'], 'readwrite');
    work.objectStore('drafts').delete([account, group, period]);
    for (const { id } of photos) work.objectStore('photos').delete(id);
    await settled(work);
  }

  /** Oldest first. */
  async parcels(account: string): Promise<Parcel[]> {
    const found = await this.#ofAccount('parcels', account);
    return found.sort((a, b) => a.madeAt - b.madeAt);
  }

  async parcel(key: string): Promise<Parcel | null> {
    return (await this.#get('parcels', key)) ?? null;
  }

  async keepParcel(parcel: Parcel): Promise<void> {
    await this.#put('parcels', parcel);
  }

  /**
   * A draft becomes a parcel: one or the other is there at any time, whatever happens to the page. Likewise where a
   * parcel takes the place of another, by its key.
   */
  async pack(parcel: Parcel, draft: Draft | null, instead?: string): Promise<void> {
    const work = this.#db.transaction(['drafts', 'parcels'], 'readwrite');
    const { account, group, period } = draft ?? { account: '', group: '', period: '' };
    work.objectStore('parcels').put(parcel);
    if (instead !== undefined) work.objectStore('parcels').delete(instead);
    if (draft) work.objectStore('drafts').delete([account, group, period]);
    await settled(work);
  }

  /** A parcel becomes a draft again. */
  async unpack(key: string, draft: Draft): Promise<void> {
    const work = this.#db.transaction(['drafts', 'parcels'], 'readwrite');
    work.objectStore('parcels').delete(key);
    work.objectStore('drafts').put(draft);
    await settled(work);
  }

  /** Throws a parcel away with its photos. */
  async dropParcel(key: string): Promise<void> {
    const content = (await this.parcel(key))?.content;
    if (content?.kind === 'report') for (const { id } of content.photos) await this.dropPhoto(id);
    await this.#delete('parcels', key);
  }

  /** Keeps a parcel that has arrived, and lets the oldest of its kind go, and before them their photos' bytes. */
  async settle(parcel: Parcel): Promise<void> {
    await this.keepParcel(parcel);
    const sent = (await this.parcels(parcel.account)).filter(({ state }) => state.is === 'sent');
    for (const { content } of sent.slice(0, -KEPT_PHOTOS))
      if (content.kind === 'report') for (const { id } of content.photos) await this.dropPhoto(id);
    for (const { key } of sent.slice(0, -KEPT_SENT)) await this.dropParcel(key);
  }

  async photo(id: string): Promise<KeptPhoto | null> {
    return (await this.#get('photos', id)) ?? null;
  }

  async keepPhoto(photo: KeptPhoto): Promise<void> {
    await this.#put('photos', photo);
  }

  async dropPhoto(id: string): Promise<void> {
    await this.#delete('photos', id);
  }

  async answer(account: string, path: string): Promise<KeptAnswer | null> {
    return (await this.#get('answers', [account, path])) ?? null;
  }

  /** As far as there is room. */
  async keepAnswer(kept: KeptAnswer): Promise<void> {
    await this.#put('answers', kept).catch(() => undefined);
  }

  /** How much of an account has not reached the server: parcels on their way, refused, or waiting for a choice. */
  async unsent(account: string): Promise<number> {
    return (await this.parcels(account)).filter(({ state }) => state.is !== 'sent').length;
  }

  close(): void {
    this.#db.close();
  }

  #get<S extends Shelf>(shelf: S, key: IDBValidKey): Promise<Shelves[S] | undefined> {
    return asked(this.#db.transaction(shelf).objectStore(shelf).get(key));
  }

  #ofAccount<S extends Shelf>(shelf: S, account: string): Promise<Shelves[S][]> {
    const index = this.#db.transaction(shelf).objectStore(shelf).index('account');
    // The browser's types say nothing of what a shelf holds.
    return asked(index.getAll(account) as IDBRequest<Shelves[S][]>);
  }

  async #put<S extends Shelf>(shelf: S, value: Shelves[S], key?: string): Promise<void> {
    const work = this.#db.transaction(shelf, 'readwrite');
    work.objectStore(shelf).put(value, key);
    await settled(work);
  }

  async #delete(shelf: Shelf, key: IDBValidKey): Promise<void> {
    const work = this.#db.transaction(shelf, 'readwrite');
    work.objectStore(shelf).delete(key);
    await settled(work);
  }
}
