import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Grant, Principal, Role } from '../../src/lib/domain/access.ts';
import type { Chain } from '../../src/lib/domain/chain.ts';
import type { EntryBody } from '../../src/lib/domain/entry.ts';
import type { Position } from '../../src/lib/domain/position.ts';
import { formatPeriod, type Period } from '../../src/lib/domain/period.ts';
import type { Unit, UnitKey } from '../../src/lib/domain/unit.ts';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import type { Submission } from '../../src/lib/server/core/ingest/schema.ts';
import type { ReviewContext } from '../../src/lib/server/features/review/asking.ts';
import type { ReviewDesk } from '../../src/lib/server/context/review/desk.ts';
import { InTurn } from '../../src/lib/server/features/review/in-turn.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { makeGroup, makeIndicator } from './small-country.ts';

/** Bình Phước of 2022: thôn, xã, huyện, tỉnh; and Đồng Nai of today, into which it went, without districts. */
export const THEN = '1997-01-01';
export const NOW = '2025-07-01';
export const JUNE_2022: Period = 2022 * 12 + 5;
export const OCTOBER_2026: Period = 2026 * 12 + 9;
/** Tuesday 20 October 2026, noon in Viet Nam. */
export const NOON = Date.UTC(2026, 9, 20, 5);

export const KEYS = {
  country: `VN@1945-09-02`,
  binhPhuoc: `70@${THEN}`,
  loNinh: `692@${THEN}`,
  locThai: `25270@${THEN}`,
  locAn: `25276@${THEN}`,
  dongNai: `75@${NOW}`,
  locNinh: `25270@${NOW}`,
  locThanh: `25294@${NOW}`
} as const satisfies Record<string, UnitKey>;

function unit(key: UnitKey, level: Unit['level'], parent: UnitKey | null, fullName: string): Unit {
  const [code = '', validFrom = ''] = key.split('@');
  const validTo = validFrom === THEN ? NOW : null;
  const [type = '', ...name] = fullName.split(' ');
  return {
    code,
    validFrom,
    validTo,
    level,
    type: type.toLowerCase(),
    name: name.join(' '),
    fullName,
    parent,
    point: [106.6, 11.8]
  };
}

function village(commune: UnitKey, code: string): Unit {
  return unit(`${code}@${commune.slice(-10)}`, 4, commune, `Ấp ${code}`);
}

const VILLAGES: readonly (readonly [UnitKey, string])[] = [
  [KEYS.locThai, 'T1'],
  [KEYS.locThai, 'T2'],
  [KEYS.locAn, 'A1'],
  [KEYS.locNinh, 'N1'],
  [KEYS.locNinh, 'N2'],
  [KEYS.locThanh, 'H1']
];

/** What the store is founded on: units of both eras, a group in each village, three indicators, both chains. */
export function chainCountry(): EntryBody[] {
  const chains = ['binh-phuoc-2022', 'after-reform'].map((name) => {
    const file = new URL(`../../data/chains/${name}.json`, import.meta.url);
    const { profile: _profile, ...chain } = JSON.parse(readFileSync(file, 'utf8')) as Chain & {
      profile: string;
    };
    return chain;
  });
  const base = (code: string, value: number) => ({ base: code, value, validFrom: THEN, source: 'test' });
  return [
    {
      kind: 'catalogue',
      indicators: [
        makeIndicator({ code: 'XHS03', pillar: 'XHS', validFrom: '2022-01-01' }),
        makeIndicator({
          code: 'XHS04',
          kind: 'share',
          time: 'stock',
          validFrom: '2022-01-01'
        }),
        makeIndicator({
          code: 'HD01',
          kind: 'count',
          time: 'flow',
          base: null,
          denominator: null,
          validFrom: '2022-01-01'
        })
      ]
    },
    {
      kind: 'units',
      units: [
        unit(KEYS.country, 0, null, 'Việt Nam'),
        unit(KEYS.binhPhuoc, 1, KEYS.country, 'Tỉnh Bình Phước'),
        unit(KEYS.loNinh, 2, KEYS.binhPhuoc, 'Huyện Lộc Ninh'),
        unit(KEYS.locThai, 3, KEYS.loNinh, 'Xã Lộc Thái'),
        unit(KEYS.locAn, 3, KEYS.loNinh, 'Xã Lộc An'),
        unit(KEYS.dongNai, 1, KEYS.country, 'Tỉnh Đồng Nai'),
        unit(KEYS.locNinh, 3, KEYS.dongNai, 'Xã Lộc Ninh'),
        unit(KEYS.locThanh, 3, KEYS.dongNai, 'Xã Lộc Thành'),
        ...VILLAGES.map(([commune, code]) => village(commune, code))
      ]
    },
    {
      kind: 'groups',
      groups: VILLAGES.map(([commune, code]) =>
        makeGroup(`G-${code}`, `${code}@${commune.slice(-10)}`, {
          name: `Tổ CNSCĐ ấp ${code}`,
          validFrom: commune.slice(-10),
          validTo: commune.endsWith(THEN) ? NOW : null,
          bases: [base('households', 100)]
        })
      )
    },
    { kind: 'chains', chains }
  ];
}

/** Somebody with a role at a unit; `groups` binds it to some. */
export function somebody(
  name: string,
  role: Role,
  unitKey: UnitKey,
  groups: readonly string[] | null = null
): Principal {
  const grant: Grant = {
    role,
    unit: unitKey,
    groups,
    validFrom: '2022-01-01',
    validTo: null,
    decision: 'QĐ 1'
  };
  return { kind: 'account', actor: `account:${name}`, name, grants: [grant] };
}

/** A store with the chain's country, folded and summed as the program does it. */
export interface ReviewRoom {
  readonly desk: ReviewDesk;
  readonly publisher: Publisher;
  as(principal: Principal): ReviewContext;
  /** Files figures of a group as somebody; answers the report's id, the codes of the faults, or what is in conflict. */
  file(
    principal: Principal,
    group: string,
    period: Period,
    figures: Readonly<Record<string, number>>,
    more?: Partial<Submission>
  ): Promise<string>;
  close(): Promise<void>;
}

/** Opens a room over a store of its own, in a file or in a PostgreSQL database. */
export async function openReviewRoom(databaseUrl?: string): Promise<ReviewRoom> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-review-'));
  const store = await openStore({ dataDir, databaseUrl });
  const fold = new Fold('window');
  const publisher = new Publisher('store', fold);
  let now = NOON;
  const turns = new InTurn();
  const follow = () =>
    turns.do(async () => {
      for (;;) {
        const entries = await store.readPacked(fold.position, 500);
        if (entries.length === 0) return;
        publisher.note(fold.apply(entries));
      }
    });
  const append = async (
    { actor }: Pick<Principal, 'actor'>,
    bodies: readonly EntryBody[]
  ): Promise<Position> => {
    const outcome = await store.append(bodies.map((body) => ({ at: ++now, actor, body })));
    await follow();
    return 'first' in outcome ? outcome.first : 0;
  };
  await append({ actor: 'test' }, chainCountry());
  const accounts = { namesOf: () => Promise.resolve(new Map<string, string>()) };
  const desk: ReviewDesk = { publisher, store, clock: () => now, append };
  return {
    desk,
    publisher,
    as: (principal) => ({ runtime: { ...desk, auth: { accounts } }, principal }),
    async file(principal, group, period, figures, more = {}) {
      const values = Object.entries(figures).map(([indicator, numerator]) => ({ indicator, numerator }));
      const chain = { book: fold.book, links: fold.links, ...fold.steps };
      const report: Submission = { group, period: formatPeriod(period), values, ...more };
      const log = { position: () => fold.position, catchUp: follow };
      const outcome = await accept({ world: fold.world, store, chain, log }, [report], {
        actor: principal.actor,
        principal,
        now: ++now
      });
      await follow();
      if (outcome.outcome === 'accepted') return fold.links.version(outcome.first);
      if (outcome.outcome === 'rejected') return outcome.faults.map(({ code }) => code).join(' ');
      if (outcome.outcome === 'conflict') return 'conflict';
      const cells = outcome.conflicts.flatMap((one) => one.cells.map(({ what }) => what));
      return `newer ${outcome.conflicts[0]?.id}: ${cells.join(' ')}`;
    },
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}
