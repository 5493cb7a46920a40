import { Field, makeData, makeVector, RecordBatch, Schema, Struct, Table, tableToIPC } from 'apache-arrow';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import { REVIEW_STATES, type ReviewState } from '../../src/lib/domain/report.ts';
import type { World } from '../../src/lib/domain/world.ts';
import type { Connection } from '../../src/lib/engine/machine.ts';
import { Tables, type TargetEntry } from '../../src/lib/engine/tables.ts';
import { insertTexts } from '../../src/lib/engine/text-columns.ts';
import { FACT_TABLES, MAKE_WITHIN } from '../../src/lib/queries/roll-up.ts';
import type { CatalogueView, NodeTable } from '../../src/lib/wire/manifest.ts';

/** One version of a report with what became of it, by ordinals. */
export interface FiledVersion {
  readonly position: number;
  readonly group: number;
  readonly period: Period;
  readonly state: ReviewState;
  readonly values: readonly {
    readonly indicator: number;
    readonly num: number;
    readonly den: number | null;
  }[];
}

/** Every node of a world as the wire carries them. */
export function nodeTableOf(world: World): NodeTable {
  const { nodes } = world.tree;
  const span = nodes.map((node) => (node.kind === 'unit' ? node.unit : node.group));
  return {
    store: 'test',
    scope: 'test',
    structure: 1,
    root: 0,
    above: 0,
    ordinal: nodes.map((node) => node.ordinal),
    level: nodes.map((node) => node.level),
    parent: nodes.map((node) => node.parent),
    code: span.map(({ code }) => code),
    name: span.map(({ name }) => name),
    fullName: nodes.map((node) => (node.kind === 'unit' ? node.unit.fullName : node.group.name)),
    type: nodes.map((node) => (node.kind === 'unit' ? node.unit.type : '')),
    terrain: nodes.map(() => null),
    lon: nodes.map(() => null),
    lat: nodes.map(() => null),
    validFrom: span.map(({ validFrom }) => validFrom),
    validTo: span.map(({ validTo }) => validTo),
    kind: nodes.map((node) => (node.kind === 'group' ? node.group.kind : null))
  };
}

/** A world's catalogue as the wire carries it. */
export function catalogueOf(world: World): CatalogueView {
  return {
    profile: world.profile,
    indicators: world.indicators.map(({ ordinal, indicator }) => ({ ordinal, indicator, filed: true }))
  };
}

/** Fills the tables of the engine and of the roll-up with a world's structure, the given targets out of the log itself. */
export async function loadStructure(
  connection: Connection,
  world: World,
  drafts: readonly Pick<EntryDraft, 'body'>[]
): Promise<void> {
  const tables = new Tables(connection);
  await tables.create();
  for (const statement of FACT_TABLES) await connection.run(statement);
  await tables.loadNodes(nodeTableOf(world));
  await tables.loadCatalogue(catalogueOf(world));
  await tables.loadTargets(targetsOf(world, drafts));
  await connection.run(MAKE_WITHIN);
  const groups = world.tree.nodes.flatMap((node) => (node.kind === 'group' ? [node] : []));
  const files = world.indicators.flatMap(({ ordinal, indicator: { source } }) =>
    source.type === 'filed' ? source.by.map((kind, rank) => ({ ordinal, kind, rank })) : []
  );
  await insertTexts(connection, 'files', [
    { name: 'indicator', type: 'SMALLINT', values: files.map((row) => row.ordinal) },
    { name: 'kind', type: 'VARCHAR', values: files.map((row) => row.kind) },
    { name: 'rank', type: 'INTEGER', values: files.map((row) => row.rank) }
  ]);
  const exempt = groups.flatMap(({ ordinal, group }) =>
    group.notApplicable.map((code) => ({ ordinal, indicator: world.indicator(code)!.ordinal }))
  );
  await insertTexts(connection, 'exempt', [
    { name: 'node', type: 'INTEGER', values: exempt.map((row) => row.ordinal) },
    { name: 'indicator', type: 'SMALLINT', values: exempt.map((row) => row.indicator) }
  ]);
  const bases = groups.flatMap(({ ordinal, group }) =>
    group.bases.map((fact, place) => ({ ordinal, fact, place }))
  );
  await insertTexts(connection, 'base_fact', [
    { name: 'node', type: 'INTEGER', values: bases.map((row) => row.ordinal) },
    { name: 'base', type: 'VARCHAR', values: bases.map((row) => row.fact.base) },
    { name: 'value', type: 'BIGINT', values: bases.map((row) => row.fact.value) },
    { name: 'valid_from', type: 'VARCHAR', values: bases.map((row) => row.fact.validFrom) },
    { name: 'place', type: 'INTEGER', values: bases.map((row) => row.place) }
  ]);
}

/** Adds versions of reports to `filed`. */
export async function loadVersions(connection: Connection, versions: readonly FiledVersion[]): Promise<void> {
  const rows = versions.flatMap((version) => version.values.map((value) => ({ version, value })));
  if (rows.length === 0) return;
  const columns = {
    node: Int32Array.from(rows, ({ version }) => version.group),
    indicator: Int32Array.from(rows, ({ value }) => value.indicator),
    period: Int32Array.from(rows, ({ version }) => version.period),
    num: Int32Array.from(rows, ({ value }) => value.num),
    den: Int32Array.from(rows, ({ value }) => value.den ?? -1),
    position: Int32Array.from(rows, ({ version }) => version.position),
    state: Int32Array.from(rows, ({ version }) => REVIEW_STATES.indexOf(version.state))
  };
  await loadFiled(connection, columns);
}

/** Columns of `filed` as numbers: a denominator of −1 is none, a state is its place in `REVIEW_STATES`. */
export interface FiledColumns {
  readonly node: Int32Array;
  readonly indicator: Int32Array;
  readonly period: Int32Array;
  readonly num: Int32Array;
  readonly den: Int32Array;
  readonly position: Int32Array;
  readonly state: Int32Array;
}

/** Adds columns of numbers to `filed`. */
export async function loadFiled(connection: Connection, columns: FiledColumns): Promise<void> {
  await connection.takeStream('arriving', intStream({ ...columns }));
  const states = REVIEW_STATES.map((state) => `'${state}'`).join(', ');
  await connection.run(
    `INSERT INTO filed SELECT node, indicator, period, num, CASE WHEN den >= 0 THEN den END, position,
       [${states}][state + 1] FROM arriving`
  );
  await connection.run('DROP TABLE arriving');
}

/** Columns of 32-bit integers as one Arrow IPC stream. */
export function intStream(columns: Readonly<Record<string, Int32Array>>): Uint8Array {
  const vectors = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, makeVector(values)])
  );
  const children = Object.values(vectors).map((vector) => vector.data[0]!);
  const fields = Object.entries(vectors).map(([name, vector]) => new Field(name, vector.type, false));
  const schema = new Schema(fields);
  const length = children[0]?.length ?? 0;
  const data = makeData({ type: new Struct(fields), length, nullCount: 0, nullBitmap: null, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}

function targetsOf(world: World, drafts: readonly Pick<EntryDraft, 'body'>[]): TargetEntry[] {
  const byKey = new Map<string, TargetEntry>();
  for (const { body } of drafts) {
    if (body.kind !== 'targets') continue;
    for (const target of body.targets) {
      const indicator = world.indicator(target.indicator)!.ordinal;
      const to = target.recipient;
      const node = ('unit' in to ? world.tree.unit(to.unit) : world.tree.group(to.group))!.ordinal;
      byKey.set(`${indicator}/${node}/${target.validFrom}`, {
        indicator,
        node,
        num: target.value.num,
        den: target.value.den,
        giver: target.giver,
        decision: target.decision,
        validFrom: target.validFrom,
        validTo: target.validTo,
        citation: target.citation,
        illustrative: target.illustrative
      });
    }
  }
  return [...byKey.values()];
}
