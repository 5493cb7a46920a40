/** Builds the schematic boundaries of this folder: `node data/schematic/make.ts` (see README.md). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { drawCountry, readCommunes } from './country.ts';
import { COARSE } from './plane.ts';
import { addUnion, build } from './topo.ts';

const ROUNDS = Number(process.env.FIT_ROUNDS ?? 12);

function save(name: string, value: unknown): void {
	const text = JSON.stringify(value);
	writeFileSync(join(import.meta.dirname, name), text + '\n');
	console.log(name, `${(text.length / 1024).toFixed(0)} KB, gz ${(gzipSync(text).length / 1024).toFixed(0)} KB`);
}

const communes = readCommunes();
const province = new Map(communes.map((c) => [c.code, c.provinceCode]));

const { units, moved, offshore } = drawCountry(communes, ROUNDS);
console.log(`${units.length} communes; ${moved} stray parts given away; round: ${offshore.join(' ')}`);
const country = build({ communes: units }, COARSE);
addUnion(country, 'communes', 'provinces', (code) => province.get(code)!);
addUnion(country, 'provinces', 'country', () => 'VN');
save('vietnam-2025.topojson', country);
