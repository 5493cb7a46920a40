import type { Texts } from '../texts.ts';
import { playlists as en } from './en/playlists.ts';
import { playlists as vi } from './vi/playlists.ts';

/** The office page on which walls' playlists are arranged. */
export const playlistTexts: Texts<typeof vi> = { vi, en };
