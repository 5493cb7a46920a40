import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { EntryDraft } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Tree } from '../../../domain/tree.ts';
import { LEVELS, type Level } from '../../../domain/unit.ts';
import type { AppendOutcome } from '../store/append.ts';
import { buildSets, type BuiltSets } from './build-sets.ts';
import { collect } from './collect.ts';
import { LARGEST_FILE, readableSize, UnreadableFile, type FileFault } from './feature-stream.ts';
import { IMPORT_HELP, readImportArgs, type ImportWish } from './import-args.ts';
import { reportOf, type ImportReport } from './import-report.ts';
import { StandingUnits } from './matching.ts';
import { importedUnits, readStructure, type LogReader } from './known-structure.ts';
import { reportLines } from './report-table.ts';
import { writeShapes } from './shape-set.ts';

/** What an import needs of a store; `Store` has it. */
interface ImportStore extends LogReader {
  append(batch: readonly EntryDraft[]): Promise<AppendOutcome>;
  readonly shapes: {
    put(content: Uint8Array): Promise<string>;
    get(sha256: string): Promise<Uint8Array | null>;
  };
}

/** Where an import stands. */
export interface ImportDeps {
  /** Opened when the arguments are right; closed by whoever opened it. */
  readonly store: () => Promise<ImportStore>;
  /** Says a line. */
  readonly say: (line: string) => void;
  /** Says a line of what went wrong. */
  readonly complain: (line: string) => void;
  /** Milliseconds UTC. */
  readonly now: () => number;
}

/** 0: done, or would be; 1: the file was refused and nothing is stored; 2: the command was wrong. */
export type ExitCode = 0 | 1 | 2;

const WHY_UNREADABLE: Readonly<Record<FileFault, string>> = {
  'not-found': 'không tìm thấy tệp / there is no such file',
  'too-large': `tệp lớn hơn ${LARGEST_FILE / 2 ** 20} MB / the file is larger than that`,
  'too-many-features': 'tệp có quá nhiều đối tượng / more features than a file of units has',
  'too-many-points':
    'tệp có quá nhiều điểm: hãy chia theo tỉnh hoặc rút gọn trước / too many corners: split it by province, or simplify it first',
  topojson:
    'đây là TopoJSON, cần GeoJSON: hãy chuyển trước (ogr2ogr -f GeoJSON, hoặc mapshaper -o format=geojson) / this is TopoJSON: convert it to GeoJSON first',
  'other-format':
    'không phải GeoJSON: Shapefile, GeoPackage, KML hãy chuyển trước (ogr2ogr -f GeoJSON -t_srs EPSG:4326 ra.geojson vào.shp) / not GeoJSON: convert Shapefile, GeoPackage or KML first',
  'not-json': 'không phải JSON / not JSON',
  'not-features': 'không phải GeoJSON FeatureCollection / not a GeoJSON FeatureCollection',
  'cut-off': 'tệp bị đứt giữa chừng / the file ends in the middle',
  'other-crs':
    'hệ tọa độ khác WGS 84, hãy chuyển trước (ogr2ogr -t_srs EPSG:4326) / not in WGS 84: convert it first'
};

/** `mangluoi import-boundaries`: reads, matches, repairs and simplifies a file, and puts its shapes into the log. */
export async function importBoundaries(args: readonly string[], deps: ImportDeps): Promise<ExitCode> {
  const wish = readImportArgs(args);
  if (wish === 'help') {
    deps.say(IMPORT_HELP);
    return 0;
  }
  if ('wrong' in wish) {
    deps.complain(`${wish.wrong}\n\n${IMPORT_HELP}`);
    return 2;
  }
  try {
    return await run(wish, deps);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    deps.complain(`${wish.path}: ${WHY_UNREADABLE[error.fault]}`);
    return 1;
  }
}

async function run(wish: ImportWish, deps: ImportDeps): Promise<ExitCode> {
  const started = performance.now();
  // Before the log is read, which takes longer.
  await readableSize(wish.path);
  const store = await deps.store();
  const { imported, ...world } = await readStructure(store, deps);
  const units = new StandingUnits(world, wish.validFrom);
  const level = LEVELS[wish.level];
  if (units.at(wish.level).length === 0) {
    deps.complain(
      `Ngày ${wish.validFrom} không có đơn vị cấp này / no unit of level ${level} stands on ${wish.validFrom}`
    );
    return 1;
  }
  const [within, only] = [meant(wish.within, units), meant(wish.only, units)];
  if (within === undefined || only === undefined) {
    const option = within === undefined ? `--within ${wish.within}` : `--only ${wish.only}`;
    deps.complain(
      `${option}: không có (hoặc có nhiều) đơn vị như vậy ngày ${wish.validFrom} / no such unit, or several, on that day`
    );
    return 2;
  }
  const trust = { codes: wish.trustCodes, within: within?.key ?? null };
  const collected = await collect({ ...wish, trust, only }, units, tellProgress(deps));
  const has = await importedUnits(imported, store.shapes, units, wish.level, wish.validFrom);
  const built = buildSets(collected.drawn, units, wish.level, (unit) => !has.has(unit.key));
  const bytes = new Map([...built.sets].map(([at, set]): [Level, Uint8Array] => [at, writeShapes(set)]));
  const source = wish.source || basename(wish.path);
  const report = reportOf({
    ...{
      file: basename(wish.path),
      level: wish.level,
      validFrom: wish.validFrom,
      source,
      collected,
      built,
      bytes,
      units
    },
    took: performance.now() - started
  });
  for (const line of reportLines(report)) deps.say(line);
  const refusal = refusalOf(report, wish);
  if (!refusal && !wish.dryRun)
    report.stored = await put(store, world.tree, built, bytes, { at: deps.now(), source });
  if (wish.report !== null) await writeFile(wish.report, `${JSON.stringify(report, null, 2)}\n`);
  if (refusal) deps.complain(refusal);
  else if (report.stored)
    deps.say(
      `Đã lưu / stored: ${report.stored.first}–${report.stored.last}. Bản đồ đổi ngay / the map changes at once.`
    );
  else deps.say('Chỉ kiểm tra, không lưu gì / checked only, nothing was stored.');
  return refusal ? 1 : 0;
}

/** The unit that an option names; null where it was not given, undefined where it names none. */
function meant(text: string | null, units: StandingUnits) {
  return text === null ? null : units.meant(text);
}

function refusalOf({ units, suspicious }: ImportReport, wish: ImportWish): string | null {
  if (suspicious.length > 0 && !wish.skipSuspicious) {
    return (
      `Không nhập: ${suspicious.length} mã là của đơn vị khác vào ngày ${wish.validFrom}. Tệp có thể thuộc thời kỳ khác: xem lại --valid-from, hoặc dùng --skip-suspicious, --trust-codes.\n` +
      `Refused: ${suspicious.length} codes are other units' on ${wish.validFrom}. The file may be from a different period: check --valid-from, or use --skip-suspicious or --trust-codes.`
    );
  }
  if (units.drawn > 0) return null;
  return 'Không nhập: không đối tượng nào khớp / refused: no feature matched';
}

/** Stores the sets and appends their entries, all or none; each holds from the day from which all its units stand. */
async function put(
  store: ImportStore,
  tree: Tree,
  built: BuiltSets,
  bytes: ReadonlyMap<Level, Uint8Array>,
  { at, source }: { at: number; source: string }
): Promise<{ first: Position; last: Position }> {
  const drafts: EntryDraft[] = [];
  for (const [level, set] of built.sets) {
    const days = [...set.shapes.keys()].map((key) => tree.unit(key)?.unit.validFrom ?? '');
    const entry = {
      level,
      validFrom: days.reduce((a, b) => (a > b ? a : b)),
      shapes: await store.shapes.put(bytes.get(level) ?? writeShapes(set)),
      source: set.derived ? `${source} (gộp từ cấp dưới)` : source
    };
    drafts.push({ at, actor: 'cli', body: { kind: 'boundaries', schematic: false, ...entry } });
  }
  const appended = await store.append(drafts);
  // Only a batch with a receipt can be answered otherwise.
  return 'first' in appended ? appended : { first: 0, last: 0 };
}

function tellProgress({ say, now }: ImportDeps): (read: number, size: number) => void {
  let told = now();
  return (read, size) => {
    if (now() - told < 1000 || read === size) return;
    told = now();
    say(`  ${Math.floor((100 * read) / size)}% (${Math.floor(read / 2 ** 20)} MB)`);
  };
}
