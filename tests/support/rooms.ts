/** A room that may be imported; `types`: as types alone. */
interface Allowed {
  readonly room: string;
  readonly types: boolean;
}

/** The table of rooms: what each may import besides itself, by its name (`domain`, `server/core`, `server/features/*`). */
export type Rooms = ReadonlyMap<string, readonly Allowed[]>;

/** One import between files of ours. */
export interface RoomImport {
  readonly from: string;
  readonly what: string;
  readonly target: string;
  readonly types: boolean;
}

/** Rooms of the code that makes pages on the server, and of the screens. */
const ON_THE_SERVER = 'routes on the server';
const SCREENS = 'routes';

/** The room that a file lies in; of a feature its own (`server/features/wall`). */
export function roomOf(file: string): string {
  if (/^src\/hooks\.server\.ts$|^src\/routes\/.*(?:\+server|\.server)\.ts$/.test(file)) return ON_THE_SERVER;
  const [, server] = /^src\/lib\/server\/(features\/[^/]+|[^/]+)\//.exec(file) ?? [];
  if (server !== undefined) return `server/${server}`;
  const [, lib] = /^src\/lib\/([^/]+)\//.exec(file) ?? [];
  if (lib !== undefined) return lib;
  return file.startsWith('src/setup/') ? 'setup' : SCREENS;
}

/** The row of the table that speaks of a room: all features have one. */
function rowOf(room: string): string {
  return room.startsWith('server/features/') ? 'server/features/*' : room;
}

/** Reads the table of rooms in ARCHITECTURE.md. What follows a semicolon in its third column is for people. */
export function readRooms(page: string): Rooms {
  const rows = [...page.matchAll(/^\| `(src\/[^`]+)` \|.*\| ([^|]+) \|$/gm)];
  const names = rows.map(([, folder = '']) => nameOf(folder));
  return new Map(
    rows.map(([, folder = '', allowed = '']) => [
      nameOf(folder),
      (allowed.split(';')[0] ?? '').split(',').flatMap((word) => allowedBy(word.trim(), names))
    ])
  );
}

function nameOf(folder: string): string {
  if (folder === 'src/routes') return SCREENS;
  if (folder.startsWith('src/routes/')) return ON_THE_SERVER;
  return folder.replace(/^src\/(?:lib\/)?/, '').replace(/\/\*\.ts$/, '');
}

function allowedBy(word: string, names: readonly string[]): Allowed[] {
  const [, plain = '', only] = /^(.*?)( \(types\))?$/.exec(word) ?? [];
  const isServer = (name: string) => name === 'server' || name.startsWith('server/');
  const named = (name: string) => {
    if (plain === 'nothing') return false;
    if (plain === 'all') return true;
    if (plain === 'all but server') return !isServer(name) && name !== ON_THE_SERVER;
    if (plain === 'server') return isServer(name);
    return [plain, `server/${plain}`, `server/${plain}/*`].includes(name);
  };
  const found = names.filter(named);
  if (found.length === 0 && plain !== 'nothing') throw new Error(`"${word}" is no room of the table`);
  return found.map((room) => ({ room, types: only !== undefined }));
}

/** What is wrong with imports by the table: one line each. */
export function wrongImports(rooms: Rooms, imports: readonly RoomImport[]): string[] {
  return imports.flatMap(({ from, what, target, types }) => {
    const [room, goal] = [roomOf(from), roomOf(target)];
    const row = rooms.get(rowOf(room));
    if (!row) return [`${from}: "${room}" is no room of the house`];
    if (goal === room || row.some((one) => one.room === rowOf(goal) && (types || !one.types))) return [];
    return [`${from}: ${room} may not import ${goal} (${what})`];
  });
}

/** Circles of imports among files: each as the files that import one another, sorted. */
export function circlesOf(imports: Iterable<Pick<RoomImport, 'from' | 'target'>>): string[][] {
  const edges = new Map<string, string[]>();
  for (const { from, target } of imports) edges.set(from, [...(edges.get(from) ?? []), target]);
  const reached = new Map([...edges.keys()].map((from) => [from, reach(edges, from)]));
  const circles = new Map<string, string[]>();
  for (const [from, goals] of reached) {
    if (!goals.has(from)) continue;
    const circle = [...goals].filter((goal) => reached.get(goal)?.has(from)).sort();
    circles.set(circle.join(' '), circle);
  }
  return [...circles.values()];
}

function reach(edges: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of edges.get(at) ?? [])
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}
