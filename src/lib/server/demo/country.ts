import type { Unit } from '../../domain/unit.ts';
import { readPlaces } from './places.ts';
import { demoUnits } from './structure.ts';

/** The country as it stands since 1/7/2025: 34 provinces and their 3,321 communes, from `data/units`. */
export function countryUnits(): Unit[] {
  return demoUnits(readPlaces()).filter(({ level, validTo }) => level <= 3 && validTo === null);
}
