import { LEVELS, parseUnitKey, type Level, type LevelName, type UnitKey } from '../domain/unit.ts';

/**
 * What is asked for, granted and watched (RULES 20): a unit with everything below it, down to a rung of the tree.
 * Written `48@2025-07-01/group`; in an address the same, each half percent-encoded.
 */
export interface Scope {
  readonly root: UnitKey;
  readonly depth: LevelName;
}

/** The text of a scope, its key everywhere. */
export function formatScope(scope: Scope): string {
  return `${scope.root}/${scope.depth}`;
}

/** Reads a scope's text; null where it is none. Whether the unit exists is the server's to say. */
export function parseScope(text: string): Scope | null {
  const slash = text.lastIndexOf('/');
  return slash < 0 ? null : scopeOf(text.slice(0, slash), text.slice(slash + 1));
}

/** A scope from its two halves; null where one of them is wrong. */
export function scopeOf(root: string, depth: string): Scope | null {
  const key = parseUnitKey(root);
  const name = LEVELS.find((level) => level === depth);
  return key && name ? { root: `${key.code}@${key.validFrom}`, depth: name } : null;
}

/** A level's number, 0 (country) to 5 (group). */
export function levelOf(name: LevelName): Level {
  const level = LEVELS.indexOf(name);
  // LEVELS holds every LevelName, in the order of Level.
  return level as Level;
}

/** The path of a scope below `/api/v1/snapshots/` or `/api/v1/units/`. */
export function scopePath(scope: Scope): string {
  return `${encodeURIComponent(scope.root).replace('%40', '@')}/${scope.depth}`;
}
