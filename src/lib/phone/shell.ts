/**
 * What a page's HTML loads before anybody presses anything: its scripts, styles and fonts, and the two nodes that the
 * router loads at start whatever the page is (root layout, error page). `build` are the files of this version.
 */
export function shellParts(html: string, build: readonly string[]): string[] {
  const named = [...html.matchAll(/(?:href|src)="([^"]+)"|import\("([^"]+)"\)/g)].map(
    ([, href, imported]) => href ?? imported ?? ''
  );
  const files = named.map((path) => new URL(path, 'http://localhost/report').pathname);
  const always = build.filter((path) => /\/nodes\/[01]\.[^/]*\.js$/.test(path));
  return [...new Set([...files, ...always])].filter((path) => path.startsWith('/_app/immutable/'));
}
