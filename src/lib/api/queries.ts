import { z } from 'zod';
import { declare, type Frozen } from './declare.ts';
import { done, moment } from './shapes.ts';

const savedQuery = z.strictObject({
  id: z.string(),
  name: z.string(),
  sql: z.string(),
  at: moment.meta({ description: 'Lúc lưu gần nhất / when it was kept last' })
});

/** One's own saved queries. */
export const readQueries = declare({
  method: 'GET',
  path: '/api/v1/queries',
  may: 'signedIn',
  summary: { vi: 'Các câu truy vấn tự lưu', en: 'own saved queries' },
  answer: z.strictObject({ queries: z.array(savedQuery) })
});

/** Keeps a query under a name; one's own of the same name is replaced. */
export const saveQuery = declare({
  method: 'POST',
  path: '/api/v1/queries',
  may: 'signedIn',
  summary: { vi: 'Lưu một câu truy vấn', en: 'keep a query' },
  body: z.strictObject({
    name: z.string().trim().min(1).max(80),
    sql: z.string().trim().min(1).max(20_000)
  }),
  answer: savedQuery,
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  // Kept for whoever sends it, and for nobody else.
  foreign: () => ({ name: 'x', sql: 'SELECT 1' })
});

/** Throws one of one's own queries away. */
export const deleteQuery = declare({
  method: 'DELETE',
  path: '/api/v1/queries/{id}',
  may: 'signedIn',
  summary: { vi: 'Xóa câu đã lưu', en: 'delete a query' },
  answer: done,
  refuses: ['unknown'],
  foreign: () => ({})
});

export type SavedQuery = Frozen<z.output<typeof savedQuery>>;
