/** The one page that other sites may show, where the administrator names them (EMBED_ORIGINS). */
const EMBEDDED = '/embed';

/**
 * Lets these sites show the embedded map in a frame, and nobody else; every other route's answer is left as strict as
 * it is. In a foreign frame no cookie of ours is sent: what is seen there is what the public may see.
 */
export function letFrame(headers: Headers, route: string | null, origins: readonly string[]): void {
  const policy = headers.get('content-security-policy');
  if (route !== EMBEDDED || origins.length === 0 || policy === null) return;
  const allowed = `frame-ancestors 'self' ${origins.join(' ')}`;
  headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", allowed));
  headers.delete('x-frame-options');
}
