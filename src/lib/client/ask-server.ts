/** Methods that change nothing. */
const READING = new Set(['GET', 'HEAD']);

/**
 * Who the page was opened as, percent-encoded: the page's HTML says it, so that it stays what it was whoever signs in
 * afterwards in another tab.
 */
export function openedAs(): string {
  return document.documentElement.dataset['openedAs'] ?? '';
}

/**
 * Asks the server as `fetch` does. What changes something says as whom the page was opened (`x-filed-as`); where
 * somebody else is signed in by now the server takes nothing (412), and the person is asked how to go on. Where their
 * session ended (401) they sign in again over the page, and what they asked is asked once more.
 */
export async function askServer(path: string, init: RequestInit = {}): Promise<Response> {
  if (READING.has(init.method ?? 'GET')) return fetch(path, init);
  const headers = new Headers(init.headers);
  headers.set('x-filed-as', openedAs());
  const ask = () => fetch(path, { ...init, headers });
  let answer = await ask();
  if (answer.status === 401 && openedAs().startsWith('account') && (await askSignIn())) answer = await ask();
  if (answer.status === 412) await tellOtherAccount();
  return answer;
}

/** Says that somebody else is signed in, and how to go on. */
export async function tellOtherAccount(): Promise<void> {
  const { showOtherAccount } = await import('./other-account.ts');
  showOtherAccount();
}

async function askSignIn(): Promise<boolean> {
  const { signInAgain } = await import('./sign-in-again.ts');
  return signInAgain();
}
