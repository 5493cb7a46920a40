/** What of a framework's cookies is needed to pass on those of the library. */
export interface CookieJar {
  set(
    name: string,
    value: string,
    options: {
      path: string;
      httpOnly: boolean;
      secure: boolean;
      sameSite: 'lax';
      maxAge?: number;
      encode: (value: string) => string;
    }
  ): void;
}

/** Puts `Set-Cookie` lines of the library into an answer: for this site alone, out of reach of scripts. */
export function passOn(jar: CookieJar, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    if (at < 1) continue;
    const age = attributes
      .map((text) => /^max-age=(-?\d+)$/i.exec(text)?.[1])
      .find((text) => text !== undefined);
    jar.set(pair.slice(0, at), pair.slice(at + 1), {
      path: '/',
      httpOnly: true,
      secure: attributes.some((text) => /^secure$/i.test(text)),
      sameSite: 'lax',
      ...(age === undefined ? {} : { maxAge: Number(age) }),
      encode: (value) => value
    });
  }
}

/** A path and not the beginning of another site's address. */
const LOCAL = /^\/(?![/\\])/;

/** A path of our own to go to afterwards, whatever a link says; null where it leads elsewhere. */
export function ownPath(text: string | null | undefined): string | null {
  if (!text || !LOCAL.test(text)) return null;
  const here = 'http://here.invalid';
  const url = URL.parse(text, here);
  if (url?.origin !== here) return null;
  // What `..` leaves behind can name another site: `/..//elsewhere` is read as `//elsewhere`.
  const path = url.pathname + url.search + url.hash;
  return LOCAL.test(path) ? path : null;
}
