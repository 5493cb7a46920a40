/** Which screen is shown; `field` is the code of the indicator at which filing goes on. Kept in the address's hash, so that one cached page is all of them, with or without a network. */
export type Screen =
  | { readonly at: 'home' }
  | { readonly at: 'answers'; readonly group: string }
  | { readonly at: 'note'; readonly group: string }
  | {
      readonly at: 'file';
      readonly group: string;
      readonly period: string;
      readonly step: string;
      readonly field?: string;
    };

/** Reads a hash; anything else is home. */
export function readScreen(hash: string): Screen {
  const [at, group = '', period = '', step = '', field = ''] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded);
  if (at === 'note' && group) return { at, group };
  if (at === 'answers' && group) return { at, group };
  if (at === 'file' && group && /^\d{4}-\d{2}$/.test(period)) return { at, group, period, step, field };
  return { at: 'home' };
}

/** Writes a screen as a hash. */
export function writeScreen(screen: Screen): string {
  if (screen.at === 'home') return '#/';
  const parts =
    screen.at === 'file'
      ? [screen.at, screen.group, screen.period, screen.step, ...(screen.field ? [screen.field] : [])]
      : [screen.at, screen.group];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
