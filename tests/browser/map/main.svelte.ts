import { mount } from 'svelte';
import type { Topology } from 'topojson-specification';
import landUrl from '../../../data/schematic/land.topojson?url';
import villagesUrl from '../../../data/schematic/da-nang-villages.topojson?url';
import topologyUrl from '../../../data/schematic/vietnam-2025.topojson?url';
import archipelagosText from '../../../data/units/archipelagos.csv?raw';
import communesText from '../../../data/units/communes-2025.csv?raw';
import provincesText from '../../../data/units/provinces-2025.csv?raw';
import AttainmentMap from '../../../src/lib/map/AttainmentMap.svelte';
import { COUNTRY_BOUNDS } from '../../../src/lib/map/camera.ts';
import { boundsOfUnits, type Identify, landOf, shapesOf } from '../../../src/lib/map/shapes.ts';
import { tintOf } from '../../../src/lib/map/tint.ts';
import type { AttainmentMapProps, Colouring, MapLabel, Theme } from '../../../src/lib/map/types.ts';
import { MAP_WORDS } from '../../../src/lib/map/words.ts';

// One map by itself, over the schematic boundaries and made-up figures, steered by the address: `?view=country`
// (communes of the whole country), `provinces`, or a province's code; `theme`, `lang`, `still` (no WebGL).

const query = new URLSearchParams(location.search);
const viewed = query.get('view') ?? 'country';
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const language = query.get('lang') === 'en' ? 'en' : 'vi';

if (query.has('still')) {
  const canvas = HTMLCanvasElement.prototype;
  const original: unknown = Reflect.get(canvas, 'getContext');
  const without = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
    if (kind.startsWith('webgl') || typeof original !== 'function') return null;
    return Reflect.apply(original, this, [kind, ...rest]) as unknown;
  };
  Object.assign(canvas, { getContext: without });
}

const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const communes = table(communesText).map(
  ([code = '', name = '', , , province = '', area = '', , , lon = '', lat = '']) => ({
    ...{ code, name, province },
    ...{ area: Number(area), lon: Number(lon), lat: Number(lat) }
  })
);
const provinces = table(provincesText).map(([code = '', name = '', , , area = '']) => ({
  code,
  name,
  area: Number(area)
}));
const ordinals = new Map([...provinces, ...communes].map(({ code }, i) => [code, i + 1]));
const provinceOf = new Map(communes.map(({ code, province }) => [code, province]));

const started = performance.now();
const topology = (await (await fetch(topologyUrl)).json()) as Topology;
const land = (await (await fetch(landUrl)).json()) as Topology;
const byProvince = viewed === 'provinces';
const byVillage = viewed.length === 5;
const villages = byVillage ? ((await (await fetch(villagesUrl)).json()) as Topology) : null;
const communeShapes = (identify: Identify) =>
  shapesOf(topology, byProvince ? 'provinces' : 'communes', identify);
const villageShapes = (topology: Topology) => {
  let next = 10_000;
  return shapesOf(topology, 'villages', ({ id }) => {
    const code = String(id);
    if (!code.startsWith(viewed)) return null;
    ordinals.set(code, next);
    return { ordinal: next++, key: `${code}@2025-07-01`, parent: viewed };
  });
};
const shapes = villages
  ? villageShapes(villages)
  : communeShapes(({ id }) => {
      const code = String(id);
      const parent = byProvince ? 'VN' : (provinceOf.get(code) ?? '');
      const wanted = byProvince || viewed === 'country' || parent === viewed;
      return wanted ? { ordinal: ordinals.get(code) ?? 0, key: `${code}@2025-07-01`, parent } : null;
    });
const APART = new Set(['20333', '22736'].map((code) => ordinals.get(code) ?? 0));
const wholeCountry = byProvince || viewed === 'country';
const bounds = wholeCountry ? COUNTRY_BOUNDS : (boundsOfUnits(shapes, APART) ?? COUNTRY_BOUNDS);

function middleOf(code: string): { lon: number; lat: number } {
  const within = communes.filter(({ province }) => province === code);
  const total = within.reduce((sum, { area }) => sum + area, 0);
  const mean = (of: (c: (typeof communes)[number]) => number) =>
    within.reduce((sum, commune) => sum + of(commune) * commune.area, 0) / total;
  return { lon: mean((c) => c.lon), lat: mean((c) => c.lat) };
}

const labels: MapLabel[] = byVillage
  ? [...ordinals]
      .filter(([code]) => code.startsWith(`${viewed}.`))
      .map(([code, ordinal]) => ({
        ordinal,
        text: `Tổ ${Number(code.slice(6))}`,
        lon: 0,
        lat: 0,
        rank: ordinal
      }))
  : wholeCountry
    ? provinces.map(({ code, name, area }) => ({
        ordinal: ordinals.get(code) ?? 0,
        text: name,
        rank: code.length === 2 && ['01', '31', '46', '48', '79', '92'].includes(code) ? -1e6 : -area,
        ...middleOf(code)
      }))
    : communes
        .filter(({ province }) => province === viewed)
        .map(({ code, name, area, lon, lat }) => ({
          ordinal: ordinals.get(code) ?? 0,
          text: name,
          lon,
          lat,
          rank: -area
        }));

/** Plausible and always the same: smooth over the country, with a little noise. */
function colour(revision: number): Colouring {
  const drawn = shapes.units.features.map(({ id }) => id);
  const noise = (n: number) => (((Math.sin(n * 12.9898) * 43758.5453) % 1) + 1) % 1;
  const places = new Map(communes.map((commune) => [ordinals.get(commune.code) ?? 0, commune]));
  const tints = drawn.map((ordinal) => {
    const commune = places.get(ordinal);
    if (commune?.code === '20333') return tintOf(0);
    const wave = commune
      ? Math.sin(commune.lat * 1.3) * Math.cos(commune.lon * 1.7)
      : noise(ordinal + 3) - 0.3;
    const value = 0.82 + 0.28 * wave + 0.24 * (noise(ordinal) - 0.5);
    const band = value >= 1 ? 4 : value >= 0.8 ? 5 : value >= 0.5 ? 6 : 7;
    const odd = noise(ordinal * 7.3);
    if (query.has('shades')) return tintOf(2, 4, value - 0.3);
    if (odd < 0.05) return tintOf(1);
    return odd > 0.97 ? tintOf(3, band) : tintOf(band);
  });
  return { revision, ordinals: drawn, tints };
}

const said: string[] = [];

/** Raw: shapes are far too large to be made reactive point by point. */
class Steered {
  colouring = $state.raw<Colouring | null>(query.has('empty') ? null : colour(1));
  theme = $state.raw<Theme>(theme);
  reducedMotion = $state.raw(query.has('calm'));
  selected = $state.raw<number | null>(ordinals.get(query.get('selected') ?? '') ?? null);
  hovered = $state.raw<number | null>(null);
  left = $state.raw<ReadonlySet<number>>(
    new Set(query.getAll('leave').map((code) => ordinals.get(code) ?? -1))
  );
}
const steered = new Steered();
const fixed = {
  shapes,
  land: { ...landOf(topology), neighbours: landOf(land).neighbours },
  islands: (['20333', '22736'] as const).map((code) => ({
    name: code === '20333' ? ('hoangSa' as const) : ('truongSa' as const),
    ordinal: ordinals.get(byProvince ? (code === '20333' ? '48' : '56') : code) ?? null,
    islands: table(archipelagosText)
      .filter(([unit]) => unit === code)
      .map(([, , lon, lat, areaKm2]) => ({ lon: Number(lon), lat: Number(lat), areaKm2: Number(areaKm2) }))
  })),
  labels,
  bounds,
  words: MAP_WORDS[language],
  marks:
    language === 'vi'
      ? ['Số liệu minh họa', 'Ranh giới minh họa']
      : ['Illustrative data', 'Illustrative boundaries'],
  onselect: (ordinal) => (steered.selected = ordinal),
  onhover: (ordinal) => (steered.hovered = ordinal),
  onopen: (ordinal) => said.push(`open ${ordinal}`),
  onup: () => said.push('up'),
  onidle: (revision) => said.push(`idle ${revision} ${Math.round(performance.now())}`)
} satisfies Partial<AttainmentMapProps>;
const props: AttainmentMapProps = {
  ...fixed,
  get colouring() {
    return steered.colouring;
  },
  get theme() {
    return steered.theme;
  },
  get reducedMotion() {
    return steered.reducedMotion;
  },
  get selected() {
    return steered.selected;
  },
  get hovered() {
    return steered.hovered;
  },
  get left() {
    return steered.left;
  }
};
const map: { pulse(ordinal: number): void } = mount(AttainmentMap, {
  target: document.getElementById('map')!,
  props
});
requestAnimationFrame(() =>
  setTimeout(() =>
    said.push(`still ${Math.round(performance.now())} after ${Math.round(performance.now() - started)}`)
  )
);
const fixture = { steered, map, said, ordinals, colour };
export type Fixture = typeof fixture;
Object.assign(window, { fixture });
