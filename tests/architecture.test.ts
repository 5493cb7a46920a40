import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DOORS, doorOf } from '../src/lib/server/http/doors.ts';
import { QUERIES } from '../src/lib/server/http/query-names.ts';
import { circlesOf, readRooms, roomOf, wrongImports } from './support/rooms.ts';
import { existingRoutes } from './support/routes.ts';

// The house as a test: which room may import which, and what no file may contain.

const root = fileURLToPath(new URL('../', import.meta.url));
/** The table of rooms, as it stands in ARCHITECTURE.md. */
const rooms = readRooms(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));

/** Rooms that know no vendor, and the few packages excepted. */
const VENDORS: Record<string, readonly string[]> = { domain: [], wire: ['apache-arrow'] };

type Import = { from: string; room: string; what: string; target: string | null; types: boolean };

function filesUnder(folder: string): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readSource(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function withoutCode(page: string): string {
  return page.replace(/```[\s\S]*?```/g, '');
}

function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(^|[\s;{}(),])\/\/.*$/gm, '$1');
}

const IMPORTS =
  /(?:\b(?:import|export)(\s+type\b)?[^;'"`]*?\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\2|\bimport\.meta\.glob[^('"]*\(\s*(['"])([^'"\n]+)\4/g;

function importsOf(file: string): Import[] {
  const source = withoutComments(readFileSync(join(root, file), 'utf8'));
  return [...source.matchAll(IMPORTS)].map((match) => {
    const what = match[3] ?? match[5] ?? '';
    const types = match[1] !== undefined;
    return { from: file, room: roomOf(file), what, target: targetOf(file, what), types };
  });
}

/** The file of ours that an import means, or null where it means a package. */
function targetOf(file: string, what: string): string | null {
  const bare = what.replace(/\?.*$/, '');
  if (bare === '$lib' || bare.startsWith('$lib/')) return bare.replace('$lib', 'src/lib');
  if (!bare.startsWith('.')) return null;
  return relative(root, resolve(root, dirname(file), bare))
    .split(sep)
    .join('/');
}

const isCode = (file: string) => /\.(?:ts|js|cjs|svelte)$/.test(file);
const isTest = (file: string) => /\.test\.ts$/.test(file);
const sources = filesUnder('src').filter(isCode);
const code = sources.filter((file) => !isTest(file));
const imports = code.flatMap(importsOf);

/** Imports of code of ours, each with the file that it means. */
const own = imports.flatMap(({ from, what, target, types }) =>
  target?.startsWith('src/')
    ? [{ from, what, types, target: /\.(?:ts|svelte)$/.test(target) ? target : `${target}/index.ts` }]
    : []
);

test('each room imports only the rooms that its row of ARCHITECTURE.md names', () => {
  const wrong = wrongImports(rooms, own);
  expect(wrong, wrong.join('\n')).toEqual([]);
  const outside = imports
    .filter(({ room }) => room === 'domain' || room === 'wire')
    .filter(({ target }) => target !== null && !target.startsWith('src/'))
    .map(({ from, room, what }) => `${from}: ${room} may not import outside src (${what})`);
  expect(outside, outside.join('\n')).toEqual([]);
});

test('the table names every room that there is, and none that is not', () => {
  const used = new Set(code.map(roomOf).map((room) => room.replace(/^(server\/features)\/.+/, '$1/*')));
  expect([...rooms.keys()].sort()).toEqual([...used].sort());
});

test('one feature that imports another is found out, and so is a room that its row does not name', () => {
  const from = 'src/lib/server/features/wall/arrivals.ts';
  const judged = (target: string, types = false, importer = from) =>
    wrongImports(rooms, [{ from: importer, what: target, target: `src/lib/${target}`, types }]);
  expect(judged('server/features/chain/keep.ts')).toEqual([
    `${from}: server/features/wall may not import server/features/chain (server/features/chain/keep.ts)`
  ]);
  expect(judged('server/features/chain/keep.ts', true)).toHaveLength(1);
  expect(judged('server/features/wall/slides.ts')).toEqual([]);
  expect(judged('server/context/chain/progress.ts')).toEqual([]);
  expect(judged('server/runtime.ts')).toHaveLength(1);
  expect(judged('board/lines.ts')).toHaveLength(1);
  const runtime = 'src/lib/server/context/current-runtime.ts';
  expect(judged('server/features/alerts/watch.ts', true, runtime)).toEqual([]);
  expect(judged('server/features/alerts/watch.ts', false, runtime)).toHaveLength(1);
  expect(judged('server/http/serve.ts', false, 'src/lib/server/core/store/store.ts')).toHaveLength(1);
  expect(judged('domain/unit.ts', false, 'src/lib/nowhere/file.ts')[0]).toContain('no room of the house');
});

test('nothing goes round in circles in the domain and in the core of the server', () => {
  for (const folder of ['src/lib/domain/', 'src/lib/server/core/']) {
    const circles = circlesOf(
      own.filter(({ from, target }) => from.startsWith(folder) && target.startsWith(folder))
    );
    expect(circles, circles.map((circle) => circle.join(' ↔ ')).join('\n')).toEqual([]);
  }
  const round = [
    { from: 'a', target: 'b' },
    { from: 'b', target: 'c' },
    { from: 'c', target: 'b' },
    { from: 'c', target: 'd' }
  ];
  expect(circlesOf(round)).toEqual([['b', 'c']]);
});

test('the overview stays short, its paragraphs are readable at a glance, and what pages name is there', () => {
  const pages = ['ARCHITECTURE.md', ...filesUnder('docs/design').filter((file) => file.endsWith('.md'))];
  expect(readSource('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(141);
  const long = pages.flatMap((file) =>
    withoutCode(readSource(file))
      .split(/\n\n+|\n(?=[-|]|\d+\. )/)
      .filter((text) => !text.startsWith('|') && text.split(/\s+/).length > 120)
      .map((text) => `${file}: more than 120 words: ${text.slice(0, 60)}…`)
  );
  expect(long, long.join('\n')).toEqual([]);
  const dead = [...pages, 'README.md'].flatMap((file) =>
    [
      ...[...readSource(file).matchAll(/\]\(([^)#:]+\.(?:md|ts))\)/g)].map(([, to = '']) =>
        join(dirname(file), to)
      ),
      ...[...readSource(file).matchAll(/`(src\/[\w./()[\]+-]+\.(?:ts|svelte))`/g)].map(([, to = '']) => to)
    ]
      .filter((to) => !existsSync(join(root, to)))
      .map((to) => `${file}: ${to} is not there`)
  );
  expect(dead, dead.join('\n')).toEqual([]);
});

test('what runs in a browser knows declarations as types alone: their schemas stay on the server', () => {
  const isServers = (file: string) =>
    /^src\/lib\/(?:api|server)\/|^src\/hooks\.server|\+server\.ts$|\.server\.ts$/.test(file);
  const LIGHT = ['outcome.ts', 'refusals.ts'];
  const wrong = code
    .filter((file) => !isServers(file))
    .flatMap((file) =>
      [
        ...withoutComments(readSource(file)).matchAll(
          /import (?!type\b)[^;]*?from '([^']*\/api\/([\w-]+\.ts))'/g
        )
      ]
        .filter(([, , name = '']) => !LIGHT.includes(name))
        .map(([, what]) => `${file}: ${what} is more than a type`)
    );
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('rooms that know no vendor import none', () => {
  const wrong = imports
    .filter(({ room, what, target }) => target === null && VENDORS[room] && !VENDORS[room].includes(what))
    .map(({ from, what }) => `${from}: imports ${what}`);
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('what Node runs directly names its files in full and uses no alias', () => {
  const direct = ['domain', 'wire', 'device', 'sync', 'phone', 'engine', 'queries', 'i18n', 'setup'];
  const wrong = imports
    .filter(({ room }) => direct.includes(room) || room.startsWith('server'))
    .filter(
      ({ what, target }) => target !== null && (what.startsWith('$lib') || !/\.[a-z]+(?:\?.*)?$/.test(what))
    )
    .map(({ from, what }) => `${from}: write the relative path with its ending (${what})`);
  expect(wrong, wrong.join('\n')).toEqual([]);
});

/** Code of the browser, and of pages on the server, where the runtime's clock tells the moment. */
const ofPages = code.filter(
  (file) => !/^(?:server|setup)\b/.test(roomOf(file)) && file !== 'src/hooks.server.ts'
);

function namedIn(files: readonly string[], what: RegExp, but: readonly string[]): string[] {
  return files
    .filter((file) => !but.includes(file))
    .flatMap((file) => {
      const found = what.exec(withoutComments(readFileSync(join(root, file), 'utf8')));
      return found ? [`${file}: ${found[0]}`] : [];
    });
}

test('one file reads the calendar of the device: ages and moments come from the server and the steady clock', () => {
  const calendar =
    /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)|\bnew\s+Date\b(?!\s*\()|(?<!new\s)\bDate\s*\(|\btimeOrigin\b|\bTemporal\s*\./;
  const wrong = namedIn(ofPages, calendar, ['src/lib/device/device-now.ts']);
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('one file asks for the storage of the device: where there is none, asking throws', () => {
  const wrong = namedIn(ofPages, /\b(?:local|session)Storage\b/, ['src/lib/device/storage.ts']);
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('what a page changes is sent by the one way that says as whom it was opened', () => {
  const pages = ofPages.filter((file) => file.startsWith('src/routes/') && roomOf(file) === 'routes');
  const wrong = pages.filter((file) => {
    const text = withoutComments(readFileSync(join(root, file), 'utf8'));
    const changes = /\bmethod\b\s*[:,]|'(?:POST|PUT|PATCH|DELETE)'/.test(text);
    return (
      changes && /(?<![.\w#])fetch\(|\bsendBeacon\b/.test(text) && !file.endsWith('/client/ask-server.ts')
    );
  });
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('no address of elsewhere in the code', () => {
  const harmless =
    /^https?:\/\/(?:www\.w3\.org\/|127\.0\.0\.1|localhost|\[::1\]|[^\s/]*\$\{|[^\s/]*\.(?:invalid|example|test)\b|example\.(?:org|com)\b)/;
  const wrong = code.flatMap((file) => {
    const text = withoutComments(readFileSync(join(root, file), 'utf8'));
    const found = [...text.matchAll(/https?:\/\/[^\s'"`<>)]+/g)].map(([address]) => address);
    return found.filter((address) => !harmless.test(address)).map((address) => `${file}: ${address}`);
  });
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('the archipelagos have their Vietnamese names only', () => {
  const words = new RegExp(['para' + 'cel', 'spra' + 'tly', 'spra' + 'tlies'].join('|'), 'i');
  const texts = [...filesUnder('src'), ...filesUnder('data'), ...filesUnder('static')]
    .concat(['README.md', 'ARCHITECTURE.md'].filter((file) => existsSync(join(root, file))))
    .filter((file) => !/\.(?:woff2?|png|jpg|webp|wasm|zip|xlsx|gz|br|zst)$/.test(file));
  const wrong = texts.filter((file) => words.test(readFileSync(join(root, file), 'utf8')));
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('every route that exists has a door for each of its methods, and no door stands alone', () => {
  const routes = existingRoutes();
  const doorless = routes.flatMap(({ id, methods }) =>
    methods.filter((method) => doorOf(id, method) === null).map((method) => `${method} ${id}: no door`)
  );
  expect(doorless, doorless.join('\n')).toEqual([]);
  const ids = new Map(routes.map(({ id, methods }) => [id, methods]));
  const lonely = Object.entries(DOORS).flatMap(([id, doors]) =>
    Object.keys(doors)
      .filter((method) => !ids.get(id)?.some((known) => known === method))
      .map((method) => `${method} ${id}: a door without a route`)
  );
  expect(lonely, lonely.join('\n')).toEqual([]);
});

test('no page asks whether a thing is the very one that it put into deep state', () => {
  // `$state` keeps a proxy of an object in the place of the object: `kept === object` is never true. `$state.raw`, or
  // an id, says which one is meant.
  const svelte = code.filter((file) => /\.svelte(?:\.ts)?$/.test(file));
  const named = (pattern: RegExp) =>
    new Set(code.flatMap((file) => [...readSource(file).matchAll(pattern)].map(([, name]) => name)));
  const shapes = named(/\b(?:interface\s+|type\s+(?=\w+\s*=\s*(?:\{|readonly\s)))(\w+)/g);
  // Some words name a shape in one file and one of several words in another.
  const words = named(/\btype\s+(\w+)\s*=\s*\|?\s*['"]/g);
  const isThing = (declared: string, start: string) => {
    const type = declared.replace(/(?:\([^)]*\)|\w+)\[(?:number|'\w+')\]/g, '');
    if (/[{[]/.test(declared === '' ? start : type)) return true;
    return [...type.matchAll(/\w+/g)].some(([word]) => shapes.has(word) && !words.has(word));
  };
  const wrong = svelte.flatMap((file) => {
    const source = withoutComments(readSource(file));
    const kept = [...source.matchAll(/(#?\w+)\s*=\s*\$state(?:<((?:[^<>]|<[^<>]*>)*)>)?\((.?)/g)]
      .filter(([, , type = '', start = '']) => isThing(type, start))
      .map(([, name = '']) => name);
    return kept.flatMap((name) => {
      const it = `(?<![.\\w#])(?:this\\.)?${name}(?![\\w.?[(])`;
      const asked = new RegExp(
        [
          `(?:===|!==)\\s*${it}`,
          `${it}\\s*(?:===|!==)\\s*(?!null|undefined|['"\\d])`,
          `\\.(?:includes|indexOf|has|delete)\\(${it}\\)`
        ].join('|')
      ).exec(source);
      return asked ? [`${file}: ${asked[0]} (a proxy is never what it was made of)`] : [];
    });
  });
  expect(wrong, wrong.join('\n')).toEqual([]);
});

test('every name that a call reads from its address is declared: all others are refused at the door', () => {
  const namesOf = (calls: (typeof QUERIES)[string] = {}) =>
    Object.values(calls).flatMap((query) => Object.keys(query ?? {}));
  const anywhere = new Set(Object.values(QUERIES).flatMap(namesOf));
  // `sid` is Socket.IO's own.
  anywhere.add('sid');
  const wrong = code.flatMap((file) => {
    const [, route] = /^src\/routes\/api\/v1(\/.*)\/\+server\.ts$/.exec(file) ?? [];
    if (route === undefined && !file.startsWith('src/lib/server/')) return [];
    const own = namesOf(QUERIES[(route ?? '').replace(/\[(\w+)\]/g, '{$1}')]);
    const source = readSource(file);
    const names = [...source.matchAll(/\b(?:searchParams|query)\.(?:get|getAll|has)\('(\w+)'\)/g)];
    const missing = names
      .filter(([, name = '']) => !(route === undefined ? anywhere.has(name) : own.includes(name)))
      .map(([, name]) => `${file}: ${name} is not in src/lib/server/http/query-names.ts`);
    const isUntold = route !== undefined && source.includes('searchParams') && own.length === 0;
    return isUntold ? [...missing, `${file}: reads its address and declares no name`] : missing;
  });
  expect(wrong, wrong.join('\n')).toEqual([]);
});
