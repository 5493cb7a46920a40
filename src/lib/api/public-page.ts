import { z } from 'zod';
import { declare, type Frozen } from './declare.ts';
import { askedUnit, done } from './shapes.ts';

const words = z.string().trim().max(2_000);

/** What the programme office chose to show, as it is sent and kept. */
export const publicPage = z.strictObject({
  open: z.boolean(),
  unit: askedUnit,
  depth: z.enum(['province', 'district', 'commune']),
  indicators: z
    .array(z.string().min(1).max(64))
    .min(1)
    .max(12)
    .meta({ description: 'Mã chỉ tiêu, mã đầu hiện trước / the first is shown first' }),
  intro: z.strictObject({ vi: words, en: words }),
  practices: z
    .array(z.string().min(1).max(100))
    .max(30)
    .meta({ description: 'Cách làm hay, chỉ hiện những cách đã chia sẻ / only those shared with all show' })
});

/** Keeps what the public page shows. */
export const keepPublicPage = declare({
  method: 'PUT',
  path: '/api/v1/public-page',
  may: { may: 'manageSettings' },
  summary: { vi: 'Điều trang công khai cho thấy', en: 'what the public page shows' },
  body: publicPage,
  answer: done,
  refuses: ['mayNotChange', 'wrong'],
  foreign: ({ unit }) => ({
    ...{ open: true, unit, depth: 'commune', indicators: ['KTS01'], practices: [] },
    intro: { vi: 'x', en: 'x' }
  })
});

export type PublicPage = Frozen<z.output<typeof publicPage>>;
