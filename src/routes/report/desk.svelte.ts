import { getContext, setContext } from 'svelte';
import { deviceNow } from '$lib/device/device-now.ts';
import { baseAfter, baseOf, settledDraft, settledReport } from '$lib/phone/base.ts';
import { emptyDraft, isWritten, type Draft } from '$lib/phone/draft.ts';
import { newParcel, type Parcel, type ParcelContent } from '$lib/phone/parcel.ts';
import { sendDue } from '$lib/phone/sender.ts';
import { ServerCalls } from '$lib/phone/server-calls.ts';
import type { ReportToSend } from '$lib/phone/submission.ts';
import { takenBack } from '$lib/phone/taken-back.ts';
import { Vault, type VaultLike } from '$lib/phone/vault.ts';
import type { FilingGroup, FilingMe, FilingMine, FilingSheet } from '$lib/api/filing.ts';
import { alone, askForBackgroundSync, NEWS, newKey } from './browser.ts';

/** How many groups' sheets are fetched ahead, so that they are there without a network. */
const AHEAD = 6;
/** How long the page waits for the server to say who is here before it shows who was, milliseconds. */
const PATIENCE_MS = 2_500;
const MINE = '/api/v1/filing/mine';

/** What the phone's page knows and does: the vault, the outbox, the last answers. */
export class Desk {
  /** Who signed in last on this phone; null where nobody has. */
  me = $state.raw<FilingMe | null>(null);
  /** `over`: the server knows nobody. `noRight`: it knows somebody who files for no group. */
  session = $state<'unknown' | 'in' | 'over' | 'noRight'>('unknown');
  /** Whether the server answered the last time it was asked. */
  online = $state(true);
  opened = $state(false);
  /** The page opens without a network. */
  shellKept = $state(false);
  /** What is needed to file was kept since the page was opened. */
  sheetsKept = $state(false);
  /** The browser keeps nothing: nothing can be promised. */
  broken = $state(false);
  mine = $state.raw<FilingMine | null>(null);
  parcels = $state.raw<Parcel[]>([]);
  drafts = $state.raw<Draft[]>([]);
  sheets = $state.raw<Readonly<Record<string, FilingSheet>>>({});
  /** Whether the last change of a draft is in the vault. */
  saved = $state(true);
  search = $state('');
  /** The server's moment, as far as the phone can tell, twice a minute. */
  now = $state(deviceNow());

  readonly #calls = new ServerCalls((...call) => fetch(...call));
  #vault: VaultLike | null = null;
  /** When `mine` came, by the phone's calendar, and the server's moment less the steady clock. */
  #mineAt = 0;
  #offset = 0;
  #news: BroadcastChannel | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pumping: Promise<void> | null = null;
  #saving: Promise<void> = Promise.resolve();

  readonly unsent = $derived(this.parcels.filter(({ state }) => state.is !== 'sent').length);

  /** Opens the vault, shows what is kept, then asks the server. Answers how to stop. */
  start(): () => void {
    const wake = () => {
      if (document.visibilityState === 'hidden') return;
      this.#setClock();
      void this.#reread();
      void this.refresh();
    };
    const online = () => void this.refresh();
    const minute = setInterval(() => (this.now = performance.now() + this.#offset), 30_000);
    addEventListener('online', online);
    addEventListener('offline', () => (this.online = false));
    document.addEventListener('visibilitychange', wake);
    try {
      this.#news = new BroadcastChannel(NEWS);
      this.#news.onmessage = () => void this.#reread();
    } catch {
      // Blocked together with what it would tell of.
    }
    void this.#open();
    return () => {
      clearInterval(minute);
      clearTimeout(this.#timer);
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', wake);
      this.#news?.close();
      this.#vault?.close();
    };
  }

  /** Asks the server for everything that is shown and sends what waits. */
  async refresh(urgent = false): Promise<void> {
    const search = this.search.trim();
    const path = search === '' ? MINE : `${MINE}?${new URLSearchParams({ search }).toString()}`;
    const heard = await this.#calls.ask<FilingMine>(path);
    this.online = heard !== 'lost';
    if (heard === 'signIn') this.session = 'over';
    else if (heard === 'forbidden') this.session = 'noRight';
    else if (typeof heard === 'object') {
      await this.#enter(heard.got.me);
      if (search === '') await this.#keepMine(heard.got);
      else this.#showMine(heard.got);
      void this.#ahead(heard.got);
    }
    if (this.session === 'in') await this.pump(urgent);
  }

  /** More groups of the same search. */
  async more(): Promise<void> {
    if (!this.mine) return;
    const query = new URLSearchParams({ search: this.search.trim(), from: String(this.mine.groups.length) });
    const heard = await this.#calls.ask<FilingMine>(`${MINE}?${query.toString()}`);
    if (typeof heard !== 'object') this.online = false;
    else this.mine = { ...heard.got, from: 0, groups: [...this.mine.groups, ...heard.got.groups] };
  }

  /** What is needed to file for a group and period: at once what is kept, then what the server says. */
  async open(group: string, period: string): Promise<void> {
    const path = sheetPath(group, period);
    if (!this.sheets[path] && this.me) {
      const kept = await this.#vault?.answer(this.me.actor, path);
      if (kept) this.#showSheet(path, kept.answer as FilingSheet);
    }
    await this.#fetchSheet(path);
  }

  sheet(group: string, period: string): FilingSheet | null {
    return this.sheets[sheetPath(group, period)] ?? null;
  }

  draft(group: string, period: string): Draft | null {
    return this.drafts.find((draft) => draft.group === group && draft.period === period) ?? null;
  }

  /** The draft of a group and period; a new one begins from the version that is shown (RULES 9a). */
  draftOrNew(group: string, period: string): Draft {
    const kept = this.draft(group, period);
    if (kept) return kept;
    const sheet = this.sheet(group, period);
    const base = sheet ? baseOf(sheet) : undefined;
    return emptyDraft(
      { account: this.me?.actor ?? '', group, period, ...(base ? { base } : {}) },
      deviceNow()
    );
  }

  group(code: string): FilingGroup | null {
    return this.mine?.groups.find((group) => group.code === code) ?? null;
  }

  /** The parcel of a group and period that is still on its way; null where there is none. */
  underWay(group: string, period: string): Parcel | null {
    return (
      this.parcels.find(
        (parcel) =>
          parcel.content.kind === 'report' &&
          parcel.content.report.group === group &&
          parcel.content.report.period === period &&
          parcel.state.is !== 'sent'
      ) ?? null
    );
  }

  /** Keeps a draft, on screen at once and in the vault behind it. */
  keep(draft: Draft): void {
    const next = { ...draft, changedAt: deviceNow() };
    this.drafts = [...this.drafts.filter((one) => !isSame(one, next)), next];
    this.saved = false;
    this.#saving = this.#saving.then(async () => {
      try {
        await this.#vault?.keepDraft(next);
        if (this.drafts.includes(next)) this.saved = true;
      } catch {
        this.saved = false;
      }
    });
  }

  async throwAway(draft: Draft): Promise<void> {
    await this.#saving;
    this.drafts = this.drafts.filter((one) => !isSame(one, draft));
    await this.#vault?.dropDraft(draft);
  }

  /** Shrinks a photo and keeps it with a draft; false where it is none. */
  async addPhoto(group: string, period: string, file: Blob): Promise<boolean> {
    // Fetched when there is a photo; the worker keeps it for times without a network.
    const { shrink } = await import('$lib/phone/shrink.ts');
    const shrunk = await shrink(file);
    if (!shrunk || !this.me || !this.#vault) return false;
    const { bytes, type, width, height } = shrunk;
    const id = newKey();
    await this.#vault.keepPhoto({ id, account: this.me.actor, type, bytes });
    const draft = this.draftOrNew(group, period);
    this.keep({ ...draft, photos: [...draft.photos, { id, width, height, size: bytes.byteLength }] });
    return true;
  }

  async removePhoto(draft: Draft, id: string): Promise<void> {
    this.keep({ ...draft, photos: draft.photos.filter((photo) => photo.id !== id) });
    await this.#vault?.dropPhoto(id);
  }

  /** A photo's picture, to be shown; null where its bytes are gone. */
  async picture(id: string): Promise<Blob | null> {
    const kept = await this.#vault?.photo(id);
    return kept ? new Blob([kept.bytes], { type: kept.type }) : null;
  }

  /** The person pressed send: from here on the report goes out by itself. */
  async sendReport(draft: Draft, report: ReportToSend): Promise<void> {
    await this.#saving;
    const photos = draft.photos.map(({ id }) => ({ id, sha256: null }));
    await this.#post({ kind: 'report', report, photos, draft }, draft);
    this.drafts = this.drafts.filter((one) => !isSame(one, draft));
  }

  /**
   * The person has chosen, for each cell that a newer version says otherwise, whose it is: what is theirs stays as it is,
   * the rest goes out over the newest version. Answers false where nothing was left to send.
   */
  async settle(parcel: Parcel, theirs: ReadonlySet<string>): Promise<boolean> {
    const { content, state } = parcel;
    if (content.kind !== 'report' || state.is !== 'conflict') return false;
    const report = settledReport(content.report, theirs, state.conflict, this.now, content.photos.length);
    if (!report) {
      await this.dismiss(parcel);
      return false;
    }
    const draft = settledDraft(content.draft, theirs, baseAfter(content.draft, state.conflict));
    await this.#post({ ...content, report, draft }, null, parcel.key);
    return true;
  }

  async sendNote(group: string, text: string): Promise<void> {
    await this.#post({ kind: 'note', group, text }, null);
  }

  /** A parcel is a draft again. */
  async takeBack(parcel: Parcel): Promise<void> {
    const draft = takenBack(parcel, deviceNow());
    if (draft) await this.#vault?.unpack(parcel.key, draft);
    else await this.#vault?.dropParcel(parcel.key);
    await this.#reread();
  }

  async dismiss(parcel: Parcel): Promise<void> {
    await this.#vault?.dropParcel(parcel.key);
    await this.#reread();
  }

  /** Sends what is due, and sees to it that the rest is sent later. */
  pump(urgent = false): Promise<void> {
    this.#pumping ??= this.#pump(urgent).finally(() => (this.#pumping = null));
    return this.#pumping;
  }

  async #pump(urgent: boolean): Promise<void> {
    const vault = this.#vault;
    if (!vault) return;
    clearTimeout(this.#timer);
    let arrived = false;
    const round = await sendDue(
      {
        vault,
        calls: this.#calls,
        alone,
        now: deviceNow,
        spread: () => Math.random(),
        changed: (parcel) => {
          arrived ||= parcel.state.is === 'sent';
          this.#show(parcel);
        }
      },
      urgent
    );
    this.online = round.online;
    if (round.signIn) this.session = 'over';
    await this.#reread();
    if (round.next !== null) {
      const wait = Math.max(1_000, round.next - deviceNow());
      this.#timer = setTimeout(() => void this.pump(), wait);
      void askForBackgroundSync();
    }
    if (arrived) {
      this.#news?.postMessage('sent');
      await this.#afterArrival();
    }
  }

  async #afterArrival(): Promise<void> {
    for (const path of Object.keys(this.sheets)) await this.#fetchSheet(path);
    const heard = await this.#calls.ask<FilingMine>(MINE);
    if (typeof heard === 'object') await this.#keepMine(heard.got);
  }

  async #keepMine(mine: FilingMine): Promise<void> {
    this.#showMine(mine);
    await this.#vault?.keepAnswer(this.#kept(MINE, mine));
  }

  async #post(content: ParcelContent, draft: Draft | null, instead?: string): Promise<void> {
    if (!this.#vault || !this.me) return;
    const parcel = newParcel(newKey(), this.me.actor, content, deviceNow());
    await this.#vault.pack(parcel, draft, instead);
    this.parcels = this.parcels.filter(({ key }) => key !== instead);
    this.#show(parcel);
    this.#news?.postMessage('packed');
    void this.pump(true);
  }

  async #open(): Promise<void> {
    try {
      this.#vault = await Vault.open();
    } catch {
      this.broken = true;
      const { PageVault } = await import('$lib/phone/page-vault.ts');
      this.#vault = new PageVault();
    }
    // Somebody else may have signed in on this phone: the server is asked first, for as long as people wait.
    const asked = this.refresh();
    await Promise.race([asked, new Promise((late) => setTimeout(late, PATIENCE_MS))]);
    const me = this.me ?? (await this.#vault?.me().catch(() => null));
    if (me && !this.me && this.session !== 'noRight') await this.#enter(me, false);
    this.opened = true;
    await asked;
  }

  /** Somebody is who files now: shows what this phone keeps of them, and of nobody else. */
  async #enter(me: FilingMe, known = true): Promise<void> {
    const changed = this.me?.actor !== me.actor;
    this.me = me;
    if (known) {
      this.session = 'in';
      await this.#vault?.keepMe(me);
    }
    if (!changed) return;
    this.sheets = {};
    const kept = await this.#vault?.answer(me.actor, MINE);
    this.mine = (kept?.answer as FilingMine | undefined) ?? null;
    this.#mineAt = kept?.at ?? 0;
    this.#setClock();
    await this.#reread();
  }

  /** Shows what the vault holds now: another tab or the worker may have changed it. */
  async #reread(): Promise<void> {
    if (!this.#vault || !this.me) return;
    const { actor } = this.me;
    this.parcels = await this.#vault.parcels(actor);
    await this.#saving;
    // A draft of an earlier page may lack what was added since.
    this.drafts = (await this.#vault.drafts(actor))
      .map((draft) => ({ ...emptyDraft(draft, draft.changedAt), ...draft }))
      .filter((draft) => isWritten(draft) || Object.keys(draft.values).length > 0);
  }

  async #ahead(mine: FilingMine): Promise<void> {
    for (const group of mine.groups.slice(0, AHEAD)) {
      for (const { period, locked } of group.periods.slice(0, 2))
        if (!locked) await this.#fetchSheet(sheetPath(group.code, period));
    }
    this.sheetsKept = this.online && this.#vault !== null;
    await navigator.storage?.persist?.().catch(() => false);
  }

  async #fetchSheet(path: string): Promise<void> {
    const heard = await this.#calls.ask<FilingSheet>(path);
    if (typeof heard !== 'object') {
      if (heard === 'lost') this.online = false;
      if (heard === 'signIn') this.session = 'over';
      return;
    }
    this.online = true;
    this.#showSheet(path, heard.got);
    await this.#vault?.keepAnswer(this.#kept(path, heard.got));
  }

  #showMine(mine: FilingMine): void {
    this.mine = mine;
    this.#mineAt = deviceNow();
    this.#setClock();
  }

  /** What passed while nobody counted (the page was closed, the phone slept) is the calendar's to tell. */
  #setClock(): void {
    this.now = (this.mine?.now ?? deviceNow()) + (this.mine ? Math.max(0, deviceNow() - this.#mineAt) : 0);
    this.#offset = this.now - performance.now();
  }

  #showSheet(path: string, sheet: FilingSheet): void {
    this.sheets = { ...this.sheets, [path]: sheet };
  }

  #show(parcel: Parcel): void {
    this.parcels = this.parcels.some(({ key }) => key === parcel.key)
      ? this.parcels.map((one) => (one.key === parcel.key ? parcel : one))
      : [...this.parcels, parcel];
  }

  #kept(path: string, answer: unknown) {
    return { account: this.me?.actor ?? '', path, at: deviceNow(), answer };
  }
}

const DESK = Symbol('desk');

export function provideDesk(desk: Desk): Desk {
  return setContext(DESK, desk);
}

export function getDesk(): Desk {
  return getContext<Desk>(DESK);
}

function sheetPath(group: string, period: string): string {
  return `/api/v1/filing/${encodeURIComponent(group)}/${period}`;
}

function isSame(a: Draft, b: Draft): boolean {
  return a.account === b.account && a.group === b.group && a.period === b.period;
}
