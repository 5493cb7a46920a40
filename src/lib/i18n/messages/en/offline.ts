import type { Translation } from '../../texts.ts';
import type { offline as vi } from '../vi/offline.ts';

export const offline: Translation<typeof vi> = {
  title: 'No network',
  words:
    'This device cannot reach Mạng Lưới now. The page opens again once there is a network; nothing was lost.',
  filing: 'Open the filing page',
  again: 'Try again'
};
