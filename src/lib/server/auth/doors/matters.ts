import type { Doors } from '../door.ts';

/** Difficulties and good practices. */
export const mattersDoors: Doors = {
  '/(work)/matters': { GET: { may: 'readTexts' } },
  '/(work)/practices': { GET: { may: 'readTexts' } },
  '/(work)/practices/dossier': { GET: { may: 'readTexts' } },
  '/api/v1/matters': { GET: { may: 'readTexts' }, POST: { may: 'file' } },
  '/api/v1/matters/counts': { GET: { may: 'read' } },
  '/api/v1/matters/export': { GET: { may: 'readTexts' } },
  '/api/v1/matters/of/[group]': { GET: { may: 'readTexts' } },
  '/api/v1/matters/steps': { POST: { may: 'readTexts' } },
  '/api/v1/matters/[id]': { GET: { may: 'readTexts' } },
  '/api/v1/matters/[id]/steps': { POST: { may: 'readTexts' } },
  '/api/v1/practices': { GET: { may: 'readTexts' } },
  '/api/v1/practices/[id]/steps': { POST: { may: 'answer' } }
};
