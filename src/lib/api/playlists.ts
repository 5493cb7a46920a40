import { z } from 'zod';
import { PILLARS } from '../domain/indicator.ts';
import { parsePeriod } from '../domain/period.ts';
import { LEAST_SECONDS, MOST_SECONDS, MOST_SLIDES, SLIDE_KINDS } from '../domain/playlist.ts';
import { LEVELS } from '../domain/unit.ts';
import { declare, type Door, type ForeignPlace, type Frozen } from './declare.ts';
import { askedUnit, count, done, unitKey } from './shapes.ts';

const ARRANGE = { may: 'manageSettings' } as const satisfies Door;

const period = z
  .int()
  .min(parsePeriod('2000-01') ?? 0)
  .max(parsePeriod('2199-12') ?? 0)
  .nullable()
  .meta({
    description: 'Kỳ, năm × 12 + tháng − 1; null: kỳ hiện tại / by its number; null: the current one'
  });
const seconds = z.int().min(LEAST_SECONDS).max(MOST_SECONDS);
const theme = z.enum(['light', 'dark']).nullable();

/** One picture of the wall. */
const slide = z.strictObject({
  unit: unitKey,
  level: z.enum(LEVELS).meta({ description: 'Cấp được vẽ / the level whose units are drawn' }),
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('indicator'), code: z.string().min(1).max(64) }),
    z.strictObject({ kind: z.literal('pillar'), pillar: z.enum(PILLARS) })
  ]),
  period,
  seconds,
  kind: z.enum(SLIDE_KINDS).optional().meta({
    description: 'Kiểu trang; không ghi: bản đồ / what it tells; left out: map, or replay where that is true'
  }),
  replay: z
    .boolean()
    .optional()
    .meta({ description: 'Cách ghi cũ của kind: replay / the older way of saying kind: replay' })
});

/** What is kept of a playlist as text. */
export const playlistBody = z.strictObject({
  slides: z
    .array(slide.extend({ unit: askedUnit }))
    .min(1)
    .max(MOST_SLIDES),
  theme: theme.optional()
});

/** A playlist as it is sent. */
const draft = playlistBody.extend({
  unit: askedUnit,
  name: z.string().trim().normalize('NFC').min(1).max(64)
});

/** The slides of a wall in their order, arranged by the office of a unit. */
const playlist = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    unit: unitKey,
    slides: z.array(slide),
    theme: theme.meta({ description: 'null: như máy / as the device' })
  })
  .meta({ id: 'Playlist' });

const foreignList = ({ unit }: ForeignPlace) => ({
  unit,
  name: 'x',
  slides: [{ unit, level: 'group', subject: { kind: 'indicator', code: 'KTS01' }, period: null, seconds: 20 }]
});

/** The playlists that one arranges. */
export const listPlaylists = declare({
  method: 'GET',
  path: '/api/v1/playlists',
  may: ARRANGE,
  summary: { vi: 'Các danh sách trình chiếu', en: 'playlists' },
  answer: z.strictObject({ playlists: z.array(playlist) })
});

/** Makes a playlist. */
export const createPlaylist = declare({
  method: 'POST',
  path: '/api/v1/playlists',
  may: ARRANGE,
  summary: { vi: 'Tạo danh sách trình chiếu', en: 'make a playlist' },
  body: draft,
  answer: playlist,
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: foreignList
});

/** Puts a playlist in the place of the one with its id; one that was removed comes back. */
export const changePlaylist = declare({
  method: 'PUT',
  path: '/api/v1/playlists/{id}',
  may: ARRANGE,
  summary: { vi: 'Sửa danh sách trình chiếu', en: 'change a playlist' },
  body: draft,
  answer: playlist,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: foreignList
});

/** Takes a playlist away; screens that showed it show what is usual for their scope. */
export const dropPlaylist = declare({
  method: 'DELETE',
  path: '/api/v1/playlists/{id}',
  may: ARRANGE,
  summary: { vi: 'Xóa danh sách trình chiếu', en: 'remove a playlist' },
  answer: done,
  refuses: ['unknown'],
  foreign: () => ({})
});

/** A slide as the wall shows it: all chosen, a pillar taken apart into its leading indicators. */
const wallSlide = z.strictObject({
  unit: unitKey.nullable().meta({ description: 'null: máy chủ chọn / the server chooses' }),
  level: z.enum(LEVELS).nullable(),
  indicator: z.string().nullable(),
  period,
  seconds,
  kind: z.enum(SLIDE_KINDS)
});

/** What a wall shows, in its order. Empty where there is nothing to see. */
export const readWall = declare({
  method: 'GET',
  path: '/api/v1/wall/slides',
  may: 'open',
  summary: { vi: 'Các trang của màn hình lớn', en: 'slides of a wall' },
  query: z.strictObject({
    list: z.string().max(64).optional().meta({ description: 'Danh sách trình chiếu / a playlist' })
  }),
  answer: z.strictObject({
    list: z
      .strictObject({ id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'null: như thường lệ / what is usual for its scope' }),
    theme,
    slides: z.array(wallSlide),
    skipped: count.meta({ description: 'Trang không được xem / slides that are not for whoever looks' })
  })
});

export type Slide = Frozen<z.output<typeof slide>>;
export type Playlist = Frozen<z.output<typeof playlist>>;
export type PlaylistDraft = Frozen<z.output<typeof draft>>;
export type WallSlide = Frozen<z.output<typeof wallSlide>>;
export type WallAnswer = Frozen<z.output<(typeof readWall)['answer']>>;
