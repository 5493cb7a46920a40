import { z } from 'zod';
import { PILLARS } from '../../domain/indicator.ts';
import { parsePeriod } from '../../domain/period.ts';
import { LEVELS, parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import { LEAST_SECONDS, MOST_SECONDS, MOST_SLIDES, type Playlist } from '../../wire/wall.ts';
import type { PlaylistRecord } from '../store/playlist-table.ts';

/** Letters of a playlist's name. */
const MOST_NAME = 64;

const unit = z
  .string()
  .max(64)
  .transform((text, ctx): UnitKey => {
    const key = parseUnitKey(text);
    if (key) return `${key.code}@${key.validFrom}`;
    ctx.addIssue({ code: 'custom', message: 'not a unit' });
    return z.NEVER;
  });

const slide = z.strictObject({
  unit,
  level: z.enum(LEVELS),
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('indicator'), code: z.string().min(1).max(64) }),
    z.strictObject({ kind: z.literal('pillar'), pillar: z.enum(PILLARS) })
  ]),
  /** Periods by their number. */
  period: z
    .number()
    .int()
    .min(parsePeriod('2000-01') ?? 0)
    .max(parsePeriod('2199-12') ?? 0)
    .nullable(),
  seconds: z.number().int().min(LEAST_SECONDS).max(MOST_SECONDS),
  replay: z.boolean().optional()
});

const body = z.strictObject({
  slides: z.array(slide).min(1).max(MOST_SLIDES),
  theme: z.enum(['light', 'dark']).nullable().optional()
});

/** A playlist as it is sent. */
export const playlistShape = z.strictObject({
  unit,
  name: z.string().trim().normalize('NFC').min(1).max(MOST_NAME),
  ...body.shape
});
export type PlaylistDraft = z.infer<typeof playlistShape>;

/** The text under which slides and theme are kept. */
export function packed({ slides, theme }: PlaylistDraft): string {
  return JSON.stringify({ slides, theme: theme ?? null });
}

/** A playlist as it was kept; null where what was kept can no longer be read. */
export function unpacked({ id, name, unit: key, body: text }: PlaylistRecord): Playlist | null {
  const read = body.safeParse(JSON.parse(text));
  const owner = parseUnitKey(key);
  if (!read.success || !owner) return null;
  const { slides, theme } = read.data;
  return {
    id,
    name,
    unit: `${owner.code}@${owner.validFrom}`,
    theme: theme ?? null,
    slides
  };
}
