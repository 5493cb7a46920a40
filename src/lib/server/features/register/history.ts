import { mayAnywhere, type Principal } from '../../../domain/access.ts';
import type { EntryBody, EntryKind } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Words } from '../../../domain/indicator.ts';
import { auditTexts } from '../../../i18n/messages/audit.ts';
import { speechOf } from '../../../i18n/texts.ts';
import type { HistoryLine, HistoryObject, HistoryPage } from '../../../api/audit.ts';
import type { LinkedEntry } from '../../core/store/audit-log.ts';
import { objectsOf } from '../../core/store/objects-of.ts';
import { mayWith, type Archive } from './object-place.ts';
import { tellEntry } from './tell-entry.ts';

/** What of the audit is asked for. */
export interface HistoryAsked {
  /** Null for everything in the reader's subtree but reports. */
  readonly object: string | null;
  readonly kinds: readonly EntryKind[];
  readonly before: Position | undefined;
  readonly limit: number;
}

/** How many entries are looked through for a page of those in the reader's subtree. */
const LOOKED_AT = 600;
const SHOWN_OBJECTS = 4;
/** Of a large entry, so many objects are asked about. */
const ASKED_OBJECTS = 40;
const LONGEST_OBJECT = 200;
const SAY = { vi: speechOf(auditTexts, 'vi').t, en: speechOf(auditTexts, 'en').t };

/** A page of the audit for somebody, newest first; null where they may not read the history of that object. */
export async function historyFor(
  archive: Archive,
  principal: Principal,
  asked: HistoryAsked
): Promise<HistoryPage | null> {
  const { object } = asked;
  if (!mayAnywhere(principal, 'readAudit', archive.day)) return null;
  const writer = new Writer(archive, principal);
  if (object === null) return recentPage(archive, writer, asked);
  if (object.length > LONGEST_OBJECT || !(await writer.mayRead(object))) return null;
  const { before, limit, kinds } = asked;
  const entries = await archive.store.audit.historyOf(object, { before, limit: limit + 1 });
  const shown = entries.slice(0, limit);
  const lines: HistoryLine[] = [];
  for (const entry of shown)
    if (kinds.length === 0 || kinds.includes(entry.body.kind)) lines.push(await writer.line(entry, object));
  const about = { object, name: nameOfObject(archive, object) };
  return { about, lines, before: entries.length > limit ? (shown.at(-1)?.position ?? null) : null };
}

async function recentPage(
  { store }: Archive,
  writer: Writer,
  { kinds, before, limit }: HistoryAsked
): Promise<HistoryPage> {
  const lines: HistoryLine[] = [];
  let from = before;
  let looked = 0;
  while (lines.length < limit && looked < LOOKED_AT) {
    const entries = await store.audit.recent(kinds, { before: from, limit });
    for (const entry of entries) {
      from = entry.position;
      looked++;
      const line = await writer.line(entry, null);
      if (line.objects.length > 0) lines.push(line);
      if (lines.length === limit) break;
    }
    if (entries.length < limit && lines.length < limit) return { about: null, lines, before: null };
  }
  return { about: null, lines, before: from ?? null };
}

/** Writes entries in words for one reader. */
class Writer {
  readonly #archive: Archive;
  readonly #principal: Principal;
  readonly #names = new Map<string, string>();
  readonly #readable = new Map<string, boolean>();

  constructor(archive: Archive, principal: Principal) {
    this.#archive = archive;
    this.#principal = principal;
  }

  async mayRead(object: string): Promise<boolean> {
    let may = this.#readable.get(object);
    if (may === undefined) {
      may = await mayWith(this.#archive, this.#principal, 'readAudit', object);
      this.#readable.set(object, may);
    }
    return may;
  }

  async line({ position, at, actor, body, link }: LinkedEntry, object: string | null): Promise<HistoryLine> {
    const own = await this.#objectsOf(body, position);
    const about = object ?? (objectsOf(body).length === 1 ? (own[0] ?? null) : null);
    const older = about === null ? null : await this.#olderOf(about, body, position);
    const { what, fields, text } = tellEntry(this.#archive.fold.world, body, about, older);
    const mayText = text === '' || (await this.#mayReadTexts(object ?? own[0] ?? null));
    return {
      position,
      at,
      who: await this.#who(actor),
      kind: body.kind,
      what: body.kind === 'change' ? withName(what, body.object, this.#archive) : what,
      fields,
      text: mayText && text !== '' ? text : null,
      hidden: !mayText,
      objects: own
        .slice(0, SHOWN_OBJECTS)
        .map((one): HistoryObject => ({ object: one, name: nameOfObject(this.#archive, one) })),
      link
    };
  }

  /** What an entry is about, as far as the reader may look at it. */
  async #objectsOf(body: EntryBody, position: Position): Promise<string[]> {
    const all =
      body.kind === 'report'
        ? [`report:r${position}`, `group:${body.group}`]
        : objectsOf(body).slice(0, ASKED_OBJECTS);
    const own: string[] = [];
    for (const object of all) if (await this.mayRead(object)) own.push(object);
    return own;
  }

  async #olderOf(object: string, body: EntryBody, position: Position): Promise<EntryBody | null> {
    if (!REGISTERING.has(body.kind)) return null;
    const older = await this.#archive.store.audit.olderOf(object, body.kind, position);
    return older?.body ?? null;
  }

  #mayReadTexts(object: string | null): Promise<boolean> {
    if (object === null) return Promise.resolve(false);
    return mayWith(this.#archive, this.#principal, 'readTexts', object);
  }

  async #who(actor: string): Promise<string> {
    const known = this.#names.get(actor);
    if (known !== undefined) return known;
    const [kind = '', name = ''] = actor.split(/:(.*)/su);
    const account = kind === 'account' ? await this.#archive.store.accounts.byLogin(name) : null;
    const who = account?.name ?? (name || (SYSTEM.has(actor) ? '' : actor));
    this.#names.set(actor, who);
    return who;
  }
}

const REGISTERING: ReadonlySet<EntryKind> = new Set(['units', 'groups', 'catalogue', 'targets']);
const SYSTEM: ReadonlySet<string> = new Set(['init', 'demo', 'system', 'cli']);

function withName(what: Words, object: string, archive: Archive): Words {
  const name = nameOfObject(archive, object);
  return { vi: what.vi.replace(object, name.vi), en: what.en.replace(object, name.en) };
}

/** An object as people call it. */
function nameOfObject({ fold }: Pick<Archive, 'fold'>, object: string): Words {
  const [kind = '', rest = ''] = object.split(/:(.*)/su);
  const { tree } = fold.world;
  const at = rest.lastIndexOf('@');
  const unit = at < 0 ? undefined : tree.unit(`${rest.slice(0, at)}@${rest.slice(at + 1)}`)?.unit;
  const same = (name: string): Words => ({ vi: name, en: name });
  if (kind === 'unit') return same(unit ? `${unit.fullName} (${unit.code})` : rest);
  if (kind === 'group') return same(tree.group(rest)?.group.name ?? rest);
  if (kind === 'indicator') return fold.world.indicator(rest)?.indicator.short ?? same(rest);
  if (kind === 'target') {
    const [code = '', recipient = ''] = rest.split(/:(.*)/su);
    const indicator = fold.world.indicator(code)?.indicator.short ?? same(code);
    const key = recipient.split('@');
    const name =
      tree.group(recipient)?.group.name ??
      tree.unit(`${key[0] ?? ''}@${key[1] ?? ''}`)?.unit.fullName ??
      recipient;
    return {
      vi: SAY.vi('objectTarget', { indicator: indicator.vi, name }),
      en: SAY.en('objectTarget', { indicator: indicator.en, name })
    };
  }
  if (kind === 'holidays') return { vi: SAY.vi('objectHolidays'), en: SAY.en('objectHolidays') };
  const matter = kind === 'matter' ? fold.steps.matters.of(rest)?.group : undefined;
  const practice = kind === 'practice' ? fold.steps.practices.of(rest)?.group : undefined;
  const group = tree.group(matter ?? practice ?? '')?.group.name;
  if (group !== undefined) {
    const of = matter === undefined ? 'objectPracticeOf' : 'objectMatterOf';
    return { vi: SAY.vi(of, { name: group }), en: SAY.en(of, { name: group }) };
  }
  const setting = kind === 'setting' ? settingName(rest) : null;
  if (setting) return setting;
  const key = NAMED[kind];
  return key ? { vi: SAY.vi(key, { name: rest }), en: SAY.en(key, { name: rest }) } : same(object);
}

const SETTINGS: Readonly<
  Record<string, 'objectPublicPage' | 'objectAlert' | 'objectPlaylist' | 'objectStore' | undefined>
> = {
  'public-page': 'objectPublicPage',
  store: 'objectStore',
  alert: 'objectAlert',
  playlist: 'objectPlaylist'
};

/** Settings that have a name of their own; null for others. */
function settingName(rest: string): Words | null {
  const [, what = '', name = ''] = /^(public-page|store|alert|playlist)(?:[:/](.*))?$/su.exec(rest) ?? [];
  const key = SETTINGS[what];
  return key ? { vi: SAY.vi(key, { name }), en: SAY.en(key, { name }) } : null;
}

const NAMED: Readonly<
  Record<
    string,
    | 'objectAccount'
    | 'objectKey'
    | 'objectScreen'
    | 'objectSetting'
    | 'objectReport'
    | 'objectMatter'
    | 'objectPractice'
    | 'objectChain'
    | 'objectBoundaries'
    | undefined
  >
> = {
  account: 'objectAccount',
  key: 'objectKey',
  screen: 'objectScreen',
  setting: 'objectSetting',
  report: 'objectReport',
  matter: 'objectMatter',
  practice: 'objectPractice',
  chain: 'objectChain',
  boundaries: 'objectBoundaries'
};
