import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntryBody, EntryDraft } from '../../src/lib/domain/entry.ts';
import { lastDay, type Period } from '../../src/lib/domain/period.ts';
import type { FiledValue } from '../../src/lib/domain/report.ts';
import { World } from '../../src/lib/domain/world.ts';
import { schematicSets } from '../../src/lib/server/core/boundaries/schematic.ts';
import { Figures, type DemoValue } from '../../src/lib/server/demo/figures.ts';
import { demoTargets } from '../../src/lib/server/demo/goals.ts';
import { COUNTRY, readPlaces, REFORM } from '../../src/lib/server/demo/places.ts';
import { currentReporters, type Reporter } from '../../src/lib/server/demo/reporters.ts';
import { demoUnits, readIndicators } from '../../src/lib/server/demo/structure.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';

/** How large a store is to be. */
export interface BigStore {
  /** Village groups of each commune. */
  readonly groups: number;
  /** Months that they have filed, up to `newest`. */
  readonly months: number;
  readonly newest: Period;
}

const CHECKPOINT = 'checkpoint.bin';
/** Entries of one append. */
const BATCH = 5_000;
const NO_TEXTS = { tasks: '', difficulties: '', proposals: '', practices: '' };

/**
 * A data folder with such a store in it: made once for a machine and copied from then on. `fold` starts a program over
 * a folder and ends it, so that the next one begins with what that one has folded.
 */
export async function bigStore(
  into: string,
  size: BigStore,
  say: (line: string) => void,
  fold: (dataDir: string) => Promise<void>
): Promise<void> {
  const cache = folderOf(size);
  const kept = join(cache, 'mangluoi.sqlite');
  if (!(await stat(kept).catch(() => null))) {
    const making = `${cache}-${process.pid}`;
    await rm(making, { recursive: true, force: true });
    const store = await openStore({ dataDir: making });
    await fill(store, size, say);
    await store.close();
    await fold(making);
    await rename(making, cache);
  }
  await mkdir(into, { recursive: true });
  await copyFile(kept, join(into, 'mangluoi.sqlite'));
  await copyFile(join(cache, CHECKPOINT), join(into, CHECKPOINT)).catch(() => undefined);
}

/** Where such a store is kept; the number goes up when what `fill` makes is another. */
function folderOf({ groups, months, newest }: BigStore): string {
  return join(tmpdir(), 'mangluoi-big-store', `3-${groups}-${months}-${newest}`);
}

/** The demo's country with so many groups in each commune instead of one, as the log has it; figures divided among them. */
async function fill(
  store: Store,
  { groups, months, newest }: BigStore,
  say: (line: string) => void
): Promise<void> {
  const places = { ...readPlaces(), villages: new Map() };
  const own = currentReporters(places);
  const people = own.filter(({ kind }) => kind === 'commune-group');
  const rest = own.filter(({ kind }) => kind !== 'commune-group' && kind !== 'village-group');
  const indicators = readIndicators();
  const at = Date.UTC(2026, 0, 1);
  const bodies: EntryBody[] = [
    { kind: 'catalogue', indicators },
    ...chunks(demoUnits(places)).map((units): EntryBody => ({ kind: 'units', units })),
    ...chunks([
      ...people.flatMap((one) =>
        Array.from({ length: groups }, (_, k) => groupOf(one, `${one.code}-${k}`, groups))
      ),
      ...rest.map((one) => groupOf(one, one.code, 1))
    ]).map((list): EntryBody => ({ kind: 'groups', groups: list })),
    ...chunks(demoTargets(places, own).filter(({ recipient }) => 'unit' in recipient)).map(
      (targets): EntryBody => ({ kind: 'targets', targets })
    )
  ];
  await store.settings.establish('real', 'window');
  const drafts = bodies.map((body): EntryDraft => ({ at, actor: 'test', body }));
  await store.append(drafts);
  const world = new World('window');
  for (const draft of drafts) world.apply(draft);
  for (const { body, bytes } of schematicSets(world.tree)) {
    const shapes = await store.shapes.put(bytes);
    await store.append([{ at, actor: 'test', body: { ...body, shapes } }]);
  }
  const figures = new Figures(indicators);
  const village = (one: Reporter): Reporter => ({ ...one, kind: 'village-group' });
  for (let period = newest - months + 1; period <= newest; period++) {
    const day = lastDay(period, 'window');
    const began = Date.parse(day) + 86_400_000;
    const reports: EntryDraft[] = [];
    for (const one of people) {
      const values = figures.report(village(one), period, day, newest);
      for (let k = 0; k < groups; k++)
        reports.push(report(`${one.code}-${k}`, period, began, values, { of: one, groups }));
    }
    for (const one of rest)
      reports.push(
        report(one.code, period, began, figures.report(one, period, day, newest), { of: one, groups: 1 })
      );
    const first = (await store.head()) + 1;
    for (let k = 0; k < reports.length; k += BATCH) await store.append(reports.slice(k, k + BATCH));
    const positions = reports
      .map((_, k) => first + k)
      .filter((position) => period < newest || position % 3 > 0);
    for (let k = 0; k < positions.length; k += BATCH) {
      const body: EntryBody = {
        kind: 'review',
        reports: positions.slice(k, k + BATCH),
        state: 'approved',
        reason: ''
      };
      await store.append([{ at: began, actor: 'test', body }]);
    }
    say(`  ${reports.length} reports of period ${period}`);
  }
  const page = {
    open: true,
    unit: COUNTRY,
    depth: 'commune',
    indicators: indicators
      .filter(({ kind }) => kind === 'share')
      .slice(0, 12)
      .map(({ code }) => code),
    intro: { vi: '', en: '' },
    practices: []
  };
  await store.publicPage.keep(JSON.stringify(page), 'test', at);
  await store.settings.complete();
}

function groupOf(one: Reporter, code: string, share: number) {
  return {
    code,
    unit: one.unit,
    kind: one.kind === 'commune-group' ? ('village-group' as const) : one.kind,
    name: `${one.name} ${code.slice(code.lastIndexOf('-') + 1)}`,
    validFrom: REFORM,
    validTo: null,
    bases: Object.entries(one.bases)
      .filter(([base]) => base !== 'assigned')
      .map(([base, value]) => ({ base, value: Math.ceil(value / share), validFrom: REFORM, source: 'test' })),
    notApplicable: one.notApplicable
  };
}

function report(
  group: string,
  period: Period,
  at: number,
  filed: readonly DemoValue[],
  { of, groups }: { readonly of: Reporter; readonly groups: number }
): EntryDraft {
  const bases = new Map(Object.entries(of.bases));
  const values = filed.map(({ indicator, numerator, denominator }): FiledValue => {
    const base = baseOf.get(indicator) ?? null;
    const whole = denominator ?? (base === null ? null : (bases.get(base) ?? 0));
    return {
      indicator,
      numerator: Math.floor(numerator / groups),
      denominator: whole === null ? null : Math.ceil(whole / groups)
    };
  });
  return { at, actor: 'test', body: { kind: 'report', group, period, values, texts: NO_TEXTS } };
}

/** The base of each indicator whose figures have a denominator. */
const baseOf = new Map(
  readIndicators().map(({ code, kind, base }) => [code, kind === 'count' ? null : base] as const)
);

function chunks<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / 2_000) }, (_, k) =>
    list.slice(k * 2_000, k * 2_000 + 2_000)
  );
}
