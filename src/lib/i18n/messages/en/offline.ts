import type { Translation } from '../../texts.ts';
import type { offline as vi } from '../vi/offline.ts';

export const offline: Translation<typeof vi> = {
  title: 'You are offline',
  words: 'Could not reach Mạng Lưới. The page will open when you are back online; nothing was lost.',
  filing: 'Submit a report',
  again: 'Try again'
};
