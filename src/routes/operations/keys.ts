import type { CaseVerb } from '$lib/domain/case.ts';

/** What a key means in the room; null where it is nobody's. */
export type KeyMeaning =
  | { readonly do: 'move'; readonly by: 1 | -1 }
  | { readonly do: 'verb'; readonly verb: CaseVerb }
  /** 0 is all kinds, 1–5 one of them. */
  | { readonly do: 'kind'; readonly n: number }
  | { readonly do: 'open' | 'filter' | 'undo' | 'help' | 'back' };

const LETTERS: Readonly<Record<string, KeyMeaning>> = {
  j: { do: 'move', by: 1 },
  k: { do: 'move', by: -1 },
  t: { do: 'verb', verb: 'taken' },
  a: { do: 'verb', verb: 'assigned' },
  s: { do: 'verb', verb: 'snoozed' },
  r: { do: 'verb', verb: 'resolved' },
  c: { do: 'verb', verb: 'commented' },
  z: { do: 'undo' },
  '/': { do: 'filter' },
  '?': { do: 'help' }
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented'> & {
  readonly target: EventTarget | null;
};

/**
 * What was asked for by a key. Nothing inside a field or a dialog; letters only where `letters` says that they mean
 * something (WCAG 2.1.4), arrows and Enter only on a row.
 */
export function meaningOf(event: Pressed, letters: boolean): KeyMeaning | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable], [role="dialog"], .popup')) return null;
  if (event.key === 'Escape') return { do: 'back' };
  const isRow = target?.closest('[data-row]') !== null && target !== null;
  if (isRow && event.key === 'ArrowDown') return { do: 'move', by: 1 };
  if (isRow && event.key === 'ArrowUp') return { do: 'move', by: -1 };
  if (event.key === 'Enter') return isRow ? { do: 'open' } : null;
  if (!letters || target?.closest('[role="application"]')) return null;
  if (/^[0-5]$/.test(event.key)) return { do: 'kind', n: Number(event.key) };
  return LETTERS[event.key.toLowerCase()] ?? null;
}
