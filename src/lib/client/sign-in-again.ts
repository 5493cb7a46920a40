import { mount, unmount } from 'svelte';
import { parseLanguage } from '$lib/i18n/language.ts';
import { openedAs } from './ask-server.ts';
import SignInAgain from './SignInAgain.svelte';

/** How a try to sign in ended: `wait` names the seconds to wait after too many wrong ones. */
export type TrySignIn = 'done' | 'wrong' | 'offline' | { readonly wait: number };

let asked: Promise<boolean> | null = null;

/**
 * Asks over the page for the password of whom it was opened as, once at a time; what was typed below stays.
 * @returns Whether they are signed in again.
 */
export function signInAgain(): Promise<boolean> {
  asked ??= show().finally(() => (asked = null));
  return asked;
}

function show(): Promise<boolean> {
  const language = parseLanguage(document.documentElement.lang) ?? 'vi';
  const login = decodeURIComponent(openedAs()).replace(/^account:/, '');
  return new Promise((resolve) => {
    let isDone = false;
    const dialog = mount(SignInAgain, {
      target: document.body,
      props: {
        language,
        login,
        enter: async (password: string) => {
          const tried = await enter(login, password);
          isDone = tried === 'done';
          return tried;
        },
        onclose: () => {
          void unmount(dialog);
          resolve(isDone);
        }
      }
    });
  });
}

/** Sends what the sign-in page sends, without leaving this one. */
async function enter(login: string, password: string): Promise<TrySignIn> {
  try {
    const answer = await fetch('/sign-in', {
      method: 'POST',
      headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      body: new URLSearchParams({ login, password, next: '' })
    });
    const { type } = (await answer.json()) as { type?: unknown };
    if (type === 'redirect') return 'done';
    const wait = Number(answer.headers.get('retry-after') ?? 0);
    return wait > 0 ? { wait } : 'wrong';
  } catch {
    return 'offline';
  }
}
