import { bell, chance, hashText } from './random.ts';
import { DA_NANG, type Commune, type Point } from './places.ts';

/** Purposes of the draws of this file. */
const PROVINCE = 11;
const COMMUNE = 12;
const WAVES = 13;

/**
 * How far ahead a commune is, about normal with mean 0 and deviation 1: wards before lowland communes before thinly
 * settled mountains, provinces apart from each other, neighbours alike. Made up, and the same on every run.
 */
export function advanceOf(commune: Commune): number {
  const settled = (Math.log10(Math.max(commune.density, 1)) - 2.75) / 0.8;
  const kind = Math.max(-1.5, Math.min(1.1, settled)) + (commune.urban ? 0.35 : -0.1);
  const province = bell(hashText(commune.province), PROVINCE) + (commune.province === DA_NANG ? 0.4 : 0);
  return (
    0.6 * kind +
    0.4 * province +
    0.5 * waves(commune.point, WAVES) +
    0.3 * bell(hashText(commune.code), COMMUNE)
  );
}

/** How much one indicator departs from a commune's general advance: again by province, by neighbourhood, by chance. */
export function leaningOf(commune: Commune, indicator: string): number {
  const salt = hashText(indicator);
  return (
    0.25 * bell(hashText(commune.province), salt) +
    0.35 * waves(commune.point, salt) +
    0.25 * bell(hashText(commune.code), salt)
  );
}

/** A smooth field over the map with mean 0 and deviation about 1: four plane waves, 1.2 to 5 degrees long. */
function waves(point: Point, salt: number): number {
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const angle = 2 * Math.PI * chance(salt, 21, i);
    const length = 1.2 + 3.8 * chance(salt, 22, i);
    const along = (point[0] * Math.cos(angle) + point[1] * Math.sin(angle)) / length;
    sum += Math.sin(2 * Math.PI * (along + chance(salt, 23, i)));
  }
  return sum / Math.SQRT2;
}
