import type { FilingMe } from '../api/filing.ts';
import type { Draft } from './draft.ts';
import { isUnsent, type Parcel } from './parcel.ts';
import type { KeptAnswer, KeptPhoto, VaultLike } from './vault.ts';

const nameOf = (...parts: readonly string[]) => parts.join('\n');

/**
 * A vault in the page's memory, for a browser that keeps nothing: what is filed goes out as long as the page stands,
 * and nothing outlives it.
 */
export class PageVault implements VaultLike {
  #me: FilingMe | null = null;
  readonly #drafts = new Map<string, Draft>();
  readonly #parcels = new Map<string, Parcel>();
  readonly #photos = new Map<string, KeptPhoto>();
  readonly #answers = new Map<string, KeptAnswer>();

  me = () => Promise.resolve(this.#me);
  keepMe = (me: FilingMe) => this.#do(() => (this.#me = me));
  forgetMe = () => this.#do(() => (this.#me = null));

  drafts = (account: string) =>
    Promise.resolve([...this.#drafts.values()].filter((draft) => draft.account === account));
  draft = (account: string, group: string, period: string) =>
    Promise.resolve(this.#drafts.get(nameOf(account, group, period)) ?? null);
  keepDraft = (draft: Draft) => this.#do(() => this.#drafts.set(draftName(draft), draft));
  dropDraft = (draft: Draft) =>
    this.#do(() => {
      this.#drafts.delete(draftName(draft));
      for (const { id } of draft.photos) this.#photos.delete(id);
    });

  parcels = (account: string) =>
    Promise.resolve(
      [...this.#parcels.values()]
        .filter((parcel) => parcel.account === account)
        .sort((a, b) => a.madeAt - b.madeAt)
    );
  parcel = (key: string) => Promise.resolve(this.#parcels.get(key) ?? null);
  keepParcel = (parcel: Parcel) => this.#do(() => this.#parcels.set(parcel.key, parcel));
  dropParcel = (key: string) => this.#do(() => this.#parcels.delete(key));
  settle = (parcel: Parcel) => this.keepParcel(parcel);
  pack = (parcel: Parcel, draft: Draft | null) =>
    this.#do(() => {
      this.#parcels.set(parcel.key, parcel);
      if (draft) this.#drafts.delete(draftName(draft));
    });
  unpack = (key: string, draft: Draft) =>
    this.#do(() => {
      this.#parcels.delete(key);
      this.#drafts.set(draftName(draft), draft);
    });

  photo = (id: string) => Promise.resolve(this.#photos.get(id) ?? null);
  keepPhoto = (photo: KeptPhoto) => this.#do(() => this.#photos.set(photo.id, photo));
  dropPhoto = (id: string) => this.#do(() => this.#photos.delete(id));

  answer = (account: string, path: string) =>
    Promise.resolve(this.#answers.get(nameOf(account, path)) ?? null);
  keepAnswer = (kept: KeptAnswer) => this.#do(() => this.#answers.set(nameOf(kept.account, kept.path), kept));

  unsent = async (account: string) => (await this.parcels(account)).filter(isUnsent).length;
  close = () => undefined;

  #do(work: () => unknown): Promise<void> {
    work();
    return Promise.resolve();
  }
}

function draftName({ account, group, period }: Draft): string {
  return nameOf(account, group, period);
}
