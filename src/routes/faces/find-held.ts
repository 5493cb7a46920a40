import type { NodeBook } from '$lib/board/nodes.ts';
import { LEVELS } from '$lib/domain/unit.ts';
import { NameIndex, type Named } from '$lib/i18n/name-index.ts';
import type { FoundPlace } from '$lib/api/lookup.ts';

const LIMIT = 12;
const indexes = new WeakMap<NodeBook, NameIndex<Named & { readonly ordinal: number }>>();

/** Places that the page holds and that answer a search, best first: what can be found without a network. */
export function findHeld(nodes: NodeBook, text: string): FoundPlace[] {
  return indexOf(nodes)
    .search(text, LIMIT)
    .flatMap(({ ordinal }) => {
      const place = nodes.place(ordinal);
      if (!place) return [];
      const above = nodes.place(place.parent);
      return [
        {
          key: place.key,
          kind: place.level === 'group' ? ('group' as const) : ('unit' as const),
          level: place.level,
          name: place.fullName,
          within: above && above.level !== 'country' ? [above.fullName] : [],
          former: null,
          past: null
        }
      ];
    });
}

function indexOf(nodes: NodeBook): NameIndex<Named & { readonly ordinal: number }> {
  let index = indexes.get(nodes);
  if (!index) {
    const { table } = nodes;
    const rows = new Map(table.ordinal.map((ordinal, row) => [ordinal, row]));
    index = new NameIndex(
      table.ordinal.map((ordinal, row) => ({
        ordinal,
        fullName: table.fullName[row] ?? '',
        name: table.name[row] ?? '',
        code: table.code[row] ?? '',
        above: rows.get(table.parent[row] ?? -1) ?? -1,
        burden: (table.level[row] ?? 0) > LEVELS.indexOf('commune') ? 3 : 1
      }))
    );
    indexes.set(nodes, index);
  }
  return index;
}
