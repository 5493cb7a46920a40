import type { EntryBody, EntryDraft } from '../../domain/entry.ts';
import type { Group } from '../../domain/group.ts';
import type { Indicator } from '../../domain/indicator.ts';
import type { Succession } from '../../domain/succession.ts';
import type { Level, Unit } from '../../domain/unit.ts';
import { shippedChains } from './shipped.ts';
import { readJson } from '../core/data-file.ts';
import { demoTargets } from './goals.ts';
import { PILOT_FROM, THUAN_PHUOC } from './pilot.ts';
import {
  COUNTRY,
  middle,
  OLD_ERA,
  REFORM,
  formerly,
  today,
  type Commune,
  type OldUnit,
  type Places,
  type Point,
  type Village
} from './places.ts';
import type { Reporter } from './reporters.ts';
import { BASES } from './rates.ts';

/** Who sends the demo's entries. */
const ACTOR = 'demo';
/** When the demo's structure is entered: before its first report, so that the log's times never run backwards. */
const ENTERED_AT = Date.UTC(2022, 4, 16, 1);
/** No entry holds more items than this. */
const ITEMS = 2000;

export function readIndicators(): Indicator[] {
  return readJson<Indicator[]>('catalogue/indicators.json');
}

/** Catalogue, units, groups, targets, chains and holidays as entries, parents before children. */
export function structureEntries(places: Places, reporters: readonly Reporter[]): EntryDraft[] {
  const bodies: EntryBody[] = [
    { kind: 'catalogue', indicators: readIndicators() },
    ...chunks(demoUnits(places)).map((units): EntryBody => ({ kind: 'units', units })),
    ...chunks(demoSuccessions(places)).map((successions): EntryBody => ({
      kind: 'successions',
      successions
    })),
    ...chunks(reporters.map(groupOf)).map((groups): EntryBody => ({ kind: 'groups', groups })),
    ...chunks(demoTargets(places, reporters)).map((targets): EntryBody => ({ kind: 'targets', targets })),
    ...shippedChains()
  ];
  return bodies.map((body) => ({ at: ENTERED_AT, actor: ACTOR, body }));
}

/** The country, today's provinces, communes and Đà Nẵng's villages, and Đà Nẵng of 2022 with Thuận Phước's villages. */
export function demoUnits(places: Places): Unit[] {
  const country = { code: 'VN', name: 'Việt Nam', fullName: 'Việt Nam', type: 'quốc gia' };
  const { provinces, communes } = places.labels;
  const spot = (one: Commune) => communes[one.code] ?? one.point;
  return [
    unit(country, '1945-09-02', null, 0, null, [107.5, 16.4]),
    ...places.provinces.map((one) => unit(one, REFORM, null, 1, COUNTRY, provinces[one.code] ?? null)),
    ...places.communes.map((one) => ({
      ...unit(one, REFORM, null, 3, today(one.province), spot(one)),
      terrain: one.terrain
    })),
    ...[...places.villages.values()]
      .flat()
      .map((one) => unit(one, REFORM, null, 4, today(one.commune), one.point)),
    ...oldUnits(places),
    ...places.pilotVillages.map((one: Village) =>
      unit(one, OLD_ERA, REFORM, 4, formerly(THUAN_PHUOC), one.point)
    )
  ];
}

const SUCCESSION = 'data/units/da-nang-2022.csv: Nghị quyết sắp xếp đơn vị hành chính năm 2025';

/** What Đà Nẵng's communes of 2022 went to. Which part of each is not known, and so none is said (RULES 26). */
function demoSuccessions({ oldUnits }: Places): Succession[] {
  return oldUnits.flatMap(({ code, successor }) =>
    successor === null
      ? []
      : [
          {
            from: formerly(code),
            to: today(successor),
            share: null,
            citation: SUCCESSION
          }
        ]
  );
}

/** Units of 2022, parents first, each at the label point of what it became; Thuận Phước amid its villages. */
function oldUnits(places: Places): Unit[] {
  const now = new Map(
    places.communes.map((one) => [one.code, places.labels.communes[one.code] ?? one.point])
  );
  const pointsIn = (one: OldUnit): Point[] => {
    if (one.code === THUAN_PHUOC)
      return places.pilotVillages.flatMap((village) => (village.point ? [village.point] : []));
    const heir = one.successor === null ? undefined : now.get(one.successor);
    return heir ? [heir] : places.oldUnits.filter((below) => below.parent === one.code).flatMap(pointsIn);
  };
  return [...places.oldUnits]
    .sort((a, b) => a.level - b.level)
    .map((one) => {
      const parent = one.parent === null ? COUNTRY : formerly(one.parent);
      return unit(one, OLD_ERA, REFORM, one.level, parent, middle(pointsIn(one)));
    });
}

function unit(
  named: Pick<Unit, 'code' | 'name' | 'fullName' | 'type'>,
  validFrom: string,
  validTo: string | null,
  level: Level,
  parent: Unit['parent'],
  point: Point | null
): Unit {
  const { code, name, fullName, type } = named;
  return { code, validFrom, validTo, level, type, name, fullName, parent, point };
}

/** A reporter as the group that the log registers. */
function groupOf(reporter: Reporter): Group {
  const order: readonly string[] = BASES;
  const validFrom = reporter.pilot ? PILOT_FROM : REFORM;
  return {
    code: reporter.code,
    unit: reporter.unit,
    kind: reporter.kind,
    name: reporter.name,
    validFrom: reporter.validFrom,
    validTo: reporter.validTo,
    bases: Object.entries(reporter.bases)
      .filter(([base]) => base !== 'assigned')
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([base, value]) => ({ base, value, validFrom, source: reporter.source })),
    notApplicable: reporter.notApplicable
  };
}

function chunks<T>(list: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let i = 0; i < list.length; i += ITEMS) found.push(list.slice(i, i + ITEMS));
  return found;
}
