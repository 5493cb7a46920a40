/** The tree of Đà Nẵng in 2022: old communes drawn inside the communes that they went to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse } from 'd3';
import { divide, type Part } from './divide.ts';
import type { Shape } from './mesh.ts';
import type { Point } from './plane.ts';
import type { Unit } from './topo.ts';
import { numbered, THUAN_PHUOC } from './villages.ts';

export type OldUnit = {
  code: string;
  type: string;
  parent: string;
  level: string;
  successor: string;
  population: number;
};

export function readOldUnits(): OldUnit[] {
  const text = readFileSync(join(import.meta.dirname, '../units/da-nang-2022.csv'), 'utf8');
  return csvParse(text).map((r) => ({
    code: r.code!,
    type: r.type!,
    parent: r.parentCode!,
    level: r.level!,
    successor: r.successorCode!,
    population: Number(r.population2019 || 0)
  }));
}

/** A rural commune has this many times the land for the same people, and none gets less than this share. */
const RURAL = 8;
const LEAST_SHARE = 0.08;
/** Groups of Thuận Phước, one for each tổ dân phố. */
const PILOT_VILLAGES = 60;

/**
 * Where in the new ward the old one lies, as steps east and north from its middle (±1 is its rim):
 * common knowledge of the city, only so that neighbours look right.
 */
const PLACES: Record<string, Point> = {
  '20194': [0.75, 0.1],
  '20195': [0.8, -0.3],
  '20293': [-0.4, 0],
  '20197': [0.4, -0.3],
  '20296': [-0.5, 0.2],
  '20200': [0.5, 0.4],
  '20198': [0.1, 0],
  '20302': [-0.5, -0.4],
  '20203': [0.5, 0.5],
  '20206': [-0.7, 0.3],
  '20207': [-0.4, 0.5],
  '20209': [0.1, 0.5],
  '20212': [0.7, 0.2],
  '20215': [0.3, 0],
  '20218': [0.7, -0.3],
  '20221': [0.2, -0.5],
  '20225': [-0.4, -0.2],
  '20227': [-0.4, 0.5],
  '20230': [0.3, 0.8],
  '20233': [0.2, 0.2],
  '20236': [0.4, -0.2],
  '20239': [-0.1, -0.3],
  '20242': [0.3, -0.7],
  '20248': [-0.2, -0.7],
  '20245': [-0.5, 0.3],
  '20246': [0.2, 0.2],
  '20251': [0.5, 0.8],
  '20254': [0, 0.7],
  '20257': [0.3, -0.2],
  '20258': [0.3, -0.7],
  '20224': [0.3, 0.5],
  '20305': [-0.1, -0.4],
  '20306': [-0.4, 0.2],
  '20260': [0.6, 0.4],
  '20311': [-0.6, -0.3],
  '20312': [0.1, -0.2],
  '20263': [0.4, 0.3],
  '20266': [-0.7, -0.3],
  '20269': [-0.2, -0.8],
  '20272': [-0.3, 0.5],
  '20275': [0.5, 0.4],
  '20278': [-0.4, -0.5],
  '20281': [0.2, -0.4],
  '20284': [-0.2, 0.8],
  '20285': [0, 0.4],
  '20287': [-0.4, -0.5],
  '20290': [0.4, -0.4],
  '20299': [-0.5, 0.3],
  '20308': [0.6, -0.3],
  '20314': [0.3, 0.4],
  '20323': [-0.5, 0.1],
  '20329': [-0.1, -0.6],
  '20317': [-0.6, 0],
  '20320': [0.6, 0.1],
  '20326': [0.3, 0.4],
  '20332': [-0.4, -0.4]
};

/** Communes and villages of 2022 on the fine lattice, out of the shapes of today's communes there. */
export function drawOldTree(today: Map<string, Shape>, place: (shape: Shape, step: Point) => Point) {
  const units = readOldUnits();
  const old = units.filter((u) => u.level === 'commune');
  const successors = [...new Set(old.map((u) => u.successor))].sort();
  const wholes = successors.map((code) => ({
    code,
    shape: today.get(code)!,
    parts: partsOf(old.filter((u) => u.successor === code)).map((p) => {
      const step = PLACES[p.code];
      return step ? { ...p, at: place(today.get(code)!, step) } : p;
    })
  }));
  const style = { spacing: 0.25, bend: 0.14 };
  const first = divide(wholes, style);
  const pilot = numbered(THUAN_PHUOC, true, PILOT_VILLAGES);
  const ward = first.parts.find((p) => p.code === THUAN_PHUOC)!;
  const parts = pilot.map((v): Part => ({ code: v.code, share: Number(v.weight) }));
  const second = divide([{ ...ward, parts }], { spacing: 0.08, bend: 0.08 });
  const communes = first.parts.map(({ code, shape }): Unit => ({
    code,
    shape: shape.map((rings) => rings.map((r) => second.crossings.fill(r)))
  }));
  return { units, communes, villages: second.parts, pilot };
}

/** Shares of a new commune's land, by the people of 2019. */
function partsOf(members: OldUnit[]): Part[] {
  const land = members.map((u) => u.population * (u.type === 'xã' ? RURAL : 1));
  const all = land.reduce((a, b) => a + b, 0);
  return members.map((u, i) => ({ code: u.code, share: Math.max(LEAST_SHARE, land[i]! / all) }));
}
