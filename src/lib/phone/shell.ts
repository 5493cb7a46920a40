/**
 * Addresses of what a page loads before anybody presses anything: scripts, styles and fonts that its HTML and its
 * `Link` header name. Only files that never change (`/_app/immutable/`).
 */
export function shellParts(html: string, link: string | null): string[] {
  const inHtml = [...html.matchAll(/(?:href|src)="([^"]+)"|import\("([^"]+)"\)/g)].map(
    ([, href, imported]) => href ?? imported ?? ''
  );
  const inHeader = [...(link ?? '').matchAll(/<([^>]+)>/g)].map(([, path]) => path ?? '');
  const paths = [...inHtml, ...inHeader].map((path) => new URL(path, 'http://localhost/report').pathname);
  return [...new Set(paths)].filter(isPart);
}

/** The two nodes that the router loads at start whatever the page is: root layout and error page. */
export function alwaysLoaded(build: readonly string[]): string[] {
  return build.filter((path) => /\/nodes\/[01]\.[^/]*\.js$/.test(path));
}

/** Addresses of what a script imports as it starts; not what it may import later. */
export function staticImports(source: string, path: string): string[] {
  const named = [...source.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+)["'`]/g)];
  return named
    .map(([, what]) => new URL(what ?? '', new URL(path, 'http://localhost')).pathname)
    .filter(isPart);
}

/**
 * Addresses of what a script of the page imports only when it is needed, with its styles: without a network it must be
 * there. The router's table names every page's script and none that this page needs.
 */
export function laterImports(source: string, path: string): string[] {
  if (path.includes('/entry/')) return [];
  const named = [
    ...source.matchAll(/\bimport\(\s*["'`](\.[^"'`]+)["'`]\s*\)/g),
    ...source.matchAll(/["'`](\.\.?\/[^"'`]+\.css)["'`]/g)
  ];
  return [
    ...new Set(named.map(([, what]) => new URL(what ?? '', new URL(path, 'http://localhost')).pathname))
  ].filter(isPart);
}

function isPart(path: string): boolean {
  return path.startsWith('/_app/immutable/');
}
