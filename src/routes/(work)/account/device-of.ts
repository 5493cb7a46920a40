const BROWSERS = [
  ['Edge', /\bEdg/],
  ['Cốc Cốc', /\bcoc_coc/i],
  ['Samsung Internet', /\bSamsungBrowser/],
  ['Firefox', /\b(?:Firefox|FxiOS)/],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium)/],
  ['Safari', /\bSafari/]
] as const;
const SYSTEMS = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/]
] as const;

/** What a browser calls itself, in two words people know (`Chrome · Android`); null where it says nothing known. */
export function deviceOf(agent: string | null): string | null {
  if (agent === null) return null;
  const found = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([, sign]) => sign.test(agent))?.[0] ?? []);
  return found.length > 0 ? found.join(' · ') : null;
}
