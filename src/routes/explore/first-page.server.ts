import { firstScript } from '$lib/map/first-place.ts';

/** Where a page holds its room for the map, as it is written by the component. */
const ROOM = /<div [^>]*data-first-map[^>]*>/;
/** The kit's own script carries the number that the page's policy lets scripts run by. */
const NONCE = /<script nonce="([^"]+)"/;

/**
 * A page with the map of its first picture in the room that it holds for it, and the script that puts it in its place.
 * `later` are the page's scripts, asked for once the picture is painted. It is written here because the page's own
 * script, once it is there, is not to make the picture again.
 */
export function withFirstMap(html: string, map: string | undefined, later: readonly string[]): string {
  const room = map === undefined ? null : ROOM.exec(html);
  if (map === undefined || room === null) return html;
  const at = room.index + room[0].length;
  const nonce = NONCE.exec(html)?.[1];
  const end = html.lastIndexOf('</body>');
  if (end < at) return html.slice(0, at) + map + html.slice(at);
  const script = nonce === undefined ? '' : `<script nonce="${nonce}">${firstScript(later)}</script>`;
  return html.slice(0, at) + map + html.slice(at, end) + script + html.slice(end);
}
