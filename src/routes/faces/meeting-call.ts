import { askServer } from '$lib/client/ask-server.ts';
import type { MeetingList, MeetingView, CommitmentView } from '$lib/wire/meetings.ts';

/** What came of a call: an answer, or why there is none, in the language of the page. */
export type Called<T> = { readonly done: T } | { readonly why: string };

interface Problem {
  readonly faults?: readonly { readonly message?: { readonly vi: string; readonly en: string } }[];
  readonly title?: string;
}

async function call<T>(
  method: string,
  path: string,
  language: 'vi' | 'en',
  body?: unknown
): Promise<Called<T>> {
  try {
    const answer = await askServer(`/api/v1/meetings${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    });
    if (answer.ok) return { done: (await answer.json()) as T };
    const problem = (await answer.json().catch(() => ({}))) as Problem;
    return { why: problem.faults?.[0]?.message?.[language] ?? problem.title ?? String(answer.status) };
  } catch {
    return { why: '' };
  }
}

/** Meetings that the person may read. */
export const askMeetings = (language: 'vi' | 'en') => call<MeetingList>('GET', '', language);

/** Opens a meeting. */
export const openMeeting = (
  language: 'vi' | 'en',
  meeting: { unit: string; title: string; day: string; slides?: readonly { title: string; query: string }[] }
) => call<MeetingView>('POST', '', language, meeting);

/** Arranges a meeting, adds a view to it, ends it, opens it again. */
export const changeMeeting = (language: 'vi' | 'en', id: string, change: object) =>
  call<MeetingView>('PATCH', `/${id}`, language, change);

/** Writes down a conclusion. */
export const conclude = (language: 'vi' | 'en', id: string, conclusion: object) =>
  call<CommitmentView>('POST', `/${id}/conclusions`, language, conclusion);

/** Says what became of a promise. */
export const settle = (language: 'vi' | 'en', promise: string, step: object) =>
  call<CommitmentView>('POST', `/promises/${promise}`, language, step);
