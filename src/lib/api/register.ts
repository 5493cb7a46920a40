import { z } from 'zod';
import { LEVELS } from '../domain/unit.ts';
import { declare, type Frozen } from './declare.ts';
import { askedText } from './shapes.ts';

/** A unit or group as a list of choices shows it. */
const unitChoice = z.strictObject({
  key: z.string().meta({ description: 'Đơn vị hoặc mã tổ / the unit’s key, or a group’s code' }),
  kind: z.enum(['unit', 'group']),
  level: z.literal([0, 1, 2, 3, 4, 5]),
  name: z.string().meta({ description: 'Kèm loại / with its type', example: 'Phường Hải Châu' }),
  within: z.string().meta({
    description:
      'Các cấp trên, gần nhất trước / what lies above it, nearest first; with the years where it no longer stands',
    example: 'Thành phố Đà Nẵng'
  })
});

const level = z.enum(LEVELS);

/** Units and groups by name or code, in what the caller may read. */
export const findUnits = declare({
  method: 'GET',
  path: '/api/v1/register/search',
  may: 'signedIn',
  summary: { vi: 'Tìm đơn vị theo tên', en: 'search units' },
  query: z.strictObject({
    q: askedText.trim().max(100).default(''),
    level: z
      .string()
      .transform((text, context) => {
        const read = z.array(level).safeParse(text.split(',').filter((name) => name !== ''));
        if (read.success) return read.data;
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      })
      .default([])
      .meta({
        description:
          'Các cấp, cách nhau bằng dấu phẩy / levels, with commas; group: groups too; none: every level of units'
      }),
    past: z.string().optional().meta({ description: '1: cả đơn vị cũ / former ones too' })
  }),
  answer: z.strictObject({
    units: z.array(unitChoice).meta({ description: 'Tối đa 50 / at most 50' })
  })
});

export type UnitChoice = Frozen<z.output<typeof unitChoice>>;
