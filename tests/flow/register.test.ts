import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEVELS } from '../../src/lib/domain/unit.ts';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import { commands } from '../../src/lib/server/cli/commands.ts';
import { readConfig } from '../../src/lib/server/core/config.ts';
import { appendJudged } from '../../src/lib/server/core/structure/append-judged.ts';
import { planImport, type ImportAsked } from '../../src/lib/server/features/register/import.ts';
import { ReadWorld } from '../../src/lib/server/features/register/read-world.ts';
import { searchUnits } from '../../src/lib/server/features/register/search-units.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { freshFolder } from '../support/app.ts';
import { personPrincipal, makeGrant } from '../support/principals.ts';

const DAY = '2026-11-20';
const NOW = Date.parse('2026-11-20T09:00:00+07:00');
const COUNTRY = 'VN@1945-09-02';

const asked = (kind: ImportAsked['kind'], text: string, over: Partial<ImportAsked> = {}): ImportAsked => ({
  kind,
  bytes: new TextEncoder().encode(text),
  validFrom: '2025-07-01',
  renames: false,
  principal: null,
  day: DAY,
  ...over
});

describe('the register of a real store', () => {
  it('opens with the country, takes units and groups in, and their reports', async () => {
    const folder = await freshFolder();
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const run = (name: string, ...args: string[]) =>
      commands[name]!({ config: readConfig({ DATA_DIR: folder.path }), args, say, complain: say });
    const file = async (name: string, text: string) => {
      await writeFile(join(folder.path, name), text);
      return join(folder.path, name);
    };
    await run('init', '--with-units');
    const villages = 'code,level,type,name,parent\n20242.01,village,tổ dân phố,Tổ dân phố 1,20242\n';
    const units = await file('units.csv', villages);
    expect(await run('import-units', units, '--valid-from', '2025-07-01', '--dry-run')).toBe(0);
    expect(await run('import-units', units, '--valid-from', '2025-07-01')).toBe(0);
    const groups = await file(
      'groups.csv',
      'code;unit;kind;name;validFrom;base.adults;base.households;basesSource\n' +
        'cns-1;20242.01;village-group;Tổ CNSCĐ tổ dân phố 1;2025-07-01;1.230;410;Điều tra 2025\n'
    );
    expect(await run('import-groups', groups)).toBe(0);
    const bad = await file('bad.csv', 'code,unit,kind,name\ncns-2,99999,village-group,Tổ 2\n');
    expect(await run('import-groups', bad)).toBe(1);
    expect(said.join('\n')).toContain('dòng / row 1, unit: Không tìm thấy đơn vị “99999”');
    expect(await run('audit', 'verify')).toBe(0);

    const store = await openStore({ dataDir: folder.path });
    const { world } = await ReadWorld.of(store);
    const outcome = await accept(
      { world, store },
      [{ group: 'cns-1', period: '2026-11', values: [{ indicator: 'XHS03', numerator: 212 }] }],
      { actor: 'test', now: NOW }
    );
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    const fold = new Fold('window');
    fold.apply(await store.readPacked(0, 1_000));
    expect(fold.position).toBe(await store.head());
    await store.close();
    await folder.remove();
  }, 120_000);

  it('names every fault by row and column, takes nothing, and finds a second import unchanged', async () => {
    const folder = await freshFolder();
    const store = await openStore({ dataDir: folder.path });
    const judge = await ReadWorld.of(store);
    const country = `code,validFrom,level,type,name,parent
VN,1945-09-02,country,quốc gia,Việt Nam,
48,2025-07-01,province,thành phố,Đà Nẵng,VN
20242,2025-07-01,commune,phường,Hải Châu,48`;
    const plan = planImport(judge.world, asked('units', country));
    expect(plan).toMatchObject({ added: 3, changed: 0, faults: [] });
    await appendJudged(
      judge,
      store,
      plan.bodies.map((body) => ({ at: 1, actor: 'test', body }))
    );
    await judge.catchUp();
    expect(planImport(judge.world, asked('units', country))).toMatchObject({ unchanged: 3, bodies: [] });
    const faulty = `code,validFrom,level,type,name,parent,color
20242,2025-07-01,commune,phường,Thanh Khê,48,
20195,2025-13-01,commune,phường,A,48,
20196,2025-07-01,xóm,phường,B,48,
20197,2025-07-01,commune,,C,nowhere,`;
    const { faults, bodies } = planImport(judge.world, asked('units', faulty));
    expect(bodies).toEqual([]);
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [1, 'color', 'unknownColumn'],
      [1, 'name', 'nameChanged'],
      [2, 'validFrom', 'badDay'],
      [3, 'level', 'badLevelName'],
      [4, 'type', 'missingValue'],
      [4, 'parent', 'unitUnknown']
    ]);
    // A tone elsewhere, or letters made of parts, is the same name (RULES 1).
    const same = country.replace('Hải Châu', 'Hải Châu'.normalize('NFD'));
    expect(planImport(judge.world, asked('units', same))).toMatchObject({ unchanged: 3, faults: [] });
    await store.close();
    await folder.remove();
  });

  it('lets nobody register beyond their own subtree', async () => {
    const folder = await freshFolder();
    const store = await openStore({ dataDir: folder.path });
    const judge = await ReadWorld.of(store);
    const text = JSON.stringify([
      { code: 'VN', validFrom: '1945-09-02', level: LEVELS[0], type: 'quốc gia', name: 'Việt Nam' },
      { code: '48', level: 'province', type: 'thành phố', name: 'Đà Nẵng', parent: 'VN' },
      { code: '46', level: 'province', type: 'thành phố', name: 'Huế', parent: 'VN' }
    ]);
    const administrator = personPrincipal('quản trị', makeGrant('administrator', COUNTRY));
    const first = planImport(judge.world, asked('units', text, { principal: administrator }));
    expect(first.faults).toEqual([]);
    first.bodies.forEach((body) => judge.world.apply({ body }));
    const daNang = personPrincipal('Sở', makeGrant('programme', '48@2025-07-01'));
    const commune = (parent: string) =>
      JSON.stringify([{ code: '20242', level: 'commune', type: 'phường', name: 'X', parent }]);
    const plan = (parent: string) =>
      planImport(judge.world, asked('units', commune(parent), { principal: daNang }));
    expect(plan('48').faults).toEqual([]);
    expect(plan('46').faults.map(({ code }) => code)).toEqual(['forbidden']);
    const names = (who: typeof daNang) =>
      searchUnits(judge.world, 0, who, { text: 'hue', levels: [], past: false, limit: 10 }, DAY);
    expect(names(administrator).map(({ key }) => key)).toEqual(['46@2025-07-01']);
    expect(names(daNang)).toEqual([]);
    await store.close();
    await folder.remove();
  });
});
