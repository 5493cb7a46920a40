import type { Tree } from './tree.ts';
import type { UnitKey } from './unit.ts';

/**
 * What people take up, by which its steps are kept. A debt is the same before and after its day, so that whoever took
 * it while it was due soon still has it when it is overdue.
 */
const TOPICS = ['alert', 'owed', 'anomaly', 'matter'] as const;
type Topic = (typeof TOPICS)[number];

/** A topic and what it is about: a unit by its key, a group by its code, and what tells it from others of the same place. */
export interface AttentionSubject {
  readonly topic: Topic;
  readonly at: 'unit' | 'group';
  readonly of: string;
  /** owed: `2026-10` of a group, `2026-10.village-group` of all groups of a kind, `2026-10.own` of the unit; anomaly: `r123`; matter, alert: its id. */
  readonly tail: string;
}

/** `owed:unit:20242@2025-07-01:2026-10.own`: the key of a row and of what people did about it. */
export type AttentionKey = string;

/** Characters that a key may have. */
export const KEY_LENGTH = 200;
const KEY = /^(alert|owed|anomaly|matter):(unit|group):(.{1,100}):([\w.-]{1,80})$/u;

/** Writes a key. */
export function attentionKey({ topic, at, of, tail }: AttentionSubject): AttentionKey {
  return `${topic}:${at}:${of}:${tail}`;
}

/** Reads a key; null where the text is none. */
export function parseAttentionKey(key: AttentionKey): AttentionSubject | null {
  const [, topic, at, of, tail] = (key.length <= KEY_LENGTH && KEY.exec(key)) || [];
  const known = TOPICS.find((one) => one === topic);
  if (!known || (at !== 'unit' && at !== 'group') || of === undefined || tail === undefined) return null;
  return { topic: known, at, of, tail };
}

/** The ordinal of the unit or group that a key is about; null where the tree has none. */
export function nodeOfKey(key: AttentionKey, tree: Tree): number | null {
  const subject = parseAttentionKey(key);
  if (!subject) return null;
  if (subject.at === 'group') return tree.group(subject.of)?.ordinal ?? null;
  return tree.unit(subject.of as UnitKey)?.ordinal ?? null;
}
