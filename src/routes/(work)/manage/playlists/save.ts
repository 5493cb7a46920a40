import { askServer } from '$lib/client/ask-server.ts';
import type { Language } from '$lib/i18n/language.ts';
import type { Playlist } from '$lib/wire/wall.ts';
import type { DraftFault, PlaylistDraft } from './playlist-draft.svelte.ts';

/** What became of saving: kept; refused for these faults; not allowed; nobody answered. */
export type SaveOutcome =
  { readonly playlist: Playlist } | { readonly faults: readonly DraftFault[] } | 'forbidden' | 'offline';

interface Problem {
  readonly faults?: readonly {
    readonly path: string;
    readonly message: { readonly vi: string; readonly en: string };
  }[];
  readonly detail?: string;
}

/** Sends a playlist; under an id it replaces, or brings back, the one that had it. */
export async function savePlaylist(
  id: string | null,
  body: ReturnType<PlaylistDraft['body']>,
  language: Language
): Promise<SaveOutcome> {
  try {
    const answer = await askServer(id === null ? '/api/v1/playlists' : `/api/v1/playlists/${id}`, {
      method: id === null ? 'POST' : 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    if (answer.ok) return { playlist: (await answer.json()) as Playlist };
    if (answer.status === 403 || answer.status === 404) return 'forbidden';
    const { faults = [], detail = '' } = (await answer.json()) as Problem;
    if (faults.length === 0) return { faults: [{ slide: -1, field: '', text: detail }] };
    return {
      faults: faults.map(({ path, message }) => {
        const [, slide, field] = /^\/slides\/(\d+)(?:\/(\w+))?/.exec(path) ?? [];
        const isOfSlide = slide !== undefined;
        return {
          slide: isOfSlide ? Number(slide) : -1,
          field: isOfSlide ? (field ?? '') : path.slice(1),
          text: message[language]
        };
      })
    };
  } catch {
    return 'offline';
  }
}

/** Takes a playlist away; whether it is gone. */
export async function removePlaylist(id: string): Promise<boolean> {
  try {
    return (await askServer(`/api/v1/playlists/${id}`, { method: 'DELETE' })).ok;
  } catch {
    return false;
  }
}
