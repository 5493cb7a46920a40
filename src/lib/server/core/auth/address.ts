import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** What of a request tells where it comes from. */
type Request = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * Where a request comes from: the peer's address, or behind a proxy what it says in the header that ADDRESS_HEADER
 * names (of X-Forwarded-For the XFF_DEPTH-th from the right). The same rule as that of the pages' server.
 */
export function addressOf(
  request: Request,
  env: Readonly<Record<string, string | undefined>> = process.env
): string {
  const peer = request.socket.remoteAddress ?? '';
  const header = env['ADDRESS_HEADER']?.toLowerCase();
  if (!header) return peer;
  const said = [request.headers[header] ?? []].flat().join(',');
  if (header !== 'x-forwarded-for') return said || peer;
  const depth = Math.max(1, Number(env['XFF_DEPTH'] ?? 1) || 1);
  return said.split(',').at(-depth)?.trim() || peer;
}

/**
 * Whom an address stands for: a whole network of IPv6, /64, of which one house has all; else the address. An IPv4
 * address is the same in either way of writing.
 */
export function neighbourhoodOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const gap = plain.includes('::') ? Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0)) : 0;
  const all = [...(before ?? []), ...Array.from({ length: gap }, () => '0'), ...(after ?? [])];
  return `${all
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':')}::/64`;
}
