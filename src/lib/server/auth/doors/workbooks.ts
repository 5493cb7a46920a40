import type { Doors } from '../door.ts';

/** Templates, uploads, imports of sectors. An upload answers to whoever sent it alone. */
export const workbooksDoors: Doors = {
  '/(work)/workbooks': { GET: { may: 'file' } },
  '/(work)/workbooks/sector': { GET: { may: 'file' } },
  '/api/v1/workbooks': { GET: { may: 'file' }, POST: { may: 'file' } },
  '/api/v1/workbooks/template': { GET: { may: 'file' } },
  '/api/v1/workbooks/[id]': { GET: { may: 'file' }, DELETE: { may: 'file' } },
  '/api/v1/workbooks/[id]/findings': { GET: { may: 'file' } },
  '/api/v1/workbooks/[id]/conflicts': { GET: { may: 'file' }, POST: { may: 'file' } },
  '/api/v1/workbooks/[id]/samples': { GET: { may: 'file' } },
  '/api/v1/workbooks/[id]/letters': { POST: { may: 'file' } },
  '/api/v1/workbooks/[id]/mapping': { POST: { may: 'file' } },
  '/api/v1/workbooks/[id]/commit': { POST: { may: 'file' } },
  '/api/v1/workbooks/[id]/copy': { GET: { may: 'file' } },
  '/api/v1/mappings': { GET: { may: 'file' }, POST: { may: 'file' } },
  '/api/v1/mappings/[mapping]': { DELETE: { may: 'file' } }
};
