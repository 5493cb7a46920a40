import type { Doors } from '../door.ts';

/** Templates, uploads, imports of sectors. An upload answers to whoever sent it alone. */
export const workbooksDoors: Doors = {
  '/(work)/workbooks': { GET: { may: 'file' } },
  '/(work)/workbooks/sector': { GET: { may: 'file' } },
  '/api/v1/workbooks': { GET: { may: 'file' }, POST: { may: 'file' } },
  '/api/v1/workbooks/template': { GET: { may: 'file' } },
  '/api/v1/workbooks/[id]/copy': { GET: { may: 'file' } }
};
