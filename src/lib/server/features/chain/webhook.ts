import { createHmac, timingSafeEqual } from 'node:crypto';
import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** How long an endpoint may take to answer, milliseconds. */
const PATIENCE_MS = 10_000;

/** Where no webhook goes, whoever names it: addresses by which a machine asks its own cloud about itself. */
const FORBIDDEN = new BlockList();
FORBIDDEN.addSubnet('169.254.0.0', 16, 'ipv4');
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6');
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6');
/** Where none goes unless its host is named (WEBHOOK_HOSTS): this machine, its own network, and what leads there (IANA's special addresses). */
const INSIDE = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['172.16.0.0', 12]
  ] as const),
  ...([
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15]
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4]
  ] as const)
])
  INSIDE.ipv4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  // No address, this machine, IPv4 in IPv6 of every kind (compatible, mapped, translated, NAT64, Teredo, 6to4).
  ...([
    ['::', 96],
    ['::ffff:0:0', 96],
    ['::ffff:0:0:0', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48]
  ] as const),
  ...([
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['100::', 64]
  ] as const),
  ...([
    ['fc00::', 7],
    ['fec0::', 10],
    ['ff00::', 8]
  ] as const)
])
  INSIDE.ipv6.addSubnet(net, prefix, 'ipv6');

/** A message as it is posted. */
export interface Post {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly event: string;
  readonly body: string;
}

/** What became of an attempt; `said` is the status, or why there was none. */
export interface Attempt {
  readonly ok: boolean;
  readonly said: string;
}

/** The signature of a body: HMAC-SHA256 of `{seconds}.{body}`, as `t=…,v1=…`. */
function sign(secret: string, body: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/** Whether a signature is right and no older than `within` milliseconds: what a receiver does. */
export function isSigned(
  header: string,
  secret: string,
  body: string,
  { now, within }: { readonly now: number; readonly within: number }
): boolean {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (seconds === undefined || mac === undefined) return false;
  const right = sign(secret, body, Number(seconds) * 1000).split('v1=')[1] ?? '';
  const equal = timingSafeEqual(Buffer.from(mac), Buffer.from(right));
  return equal && Math.abs(now - Number(seconds) * 1000) <= within;
}

/**
 * Whether an address is one that webhooks may be sent to: http or https, no user in it, no machine inside. Where `hosts`
 * are named, one of them and no other, wherever it lies. What a name leads to is looked at when it is sent to.
 */
export function isEndpointUrl(text: string, hosts: readonly string[] = []): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || text.length > 500)
    return false;
  const host = hostOf(url);
  if (hosts.length > 0) return hosts.includes(host) && !isIn(FORBIDDEN, host);
  return !/(?:^|\.)localhost\.?$/.test(host) && !isIn(FORBIDDEN, host) && !isInside(host);
}

/**
 * Posts a message, signed. Success is any 2xx; a redirect is a failure and is not followed. The receiver knows a
 * message that comes twice by `x-mangluoi-id`.
 */
export function postSigned(
  { url, secret, id, event, body }: Post,
  now: number,
  hosts: readonly string[] = []
): Promise<Attempt> {
  if (!isEndpointUrl(url, hosts)) return Promise.resolve({ ok: false, said: 'address' });
  const target = new URL(url);
  const bytes = Buffer.from(body);
  const options: RequestOptions = {
    method: 'POST',
    lookup: guardedLookup(hosts.length > 0),
    signal: AbortSignal.timeout(PATIENCE_MS),
    agent: false,
    headers: {
      'content-type': 'application/json',
      'content-length': bytes.byteLength,
      'user-agent': 'mangluoi-webhook/1',
      'x-mangluoi-id': id,
      'x-mangluoi-event': event,
      'x-mangluoi-signature': sign(secret, body, now)
    }
  };
  return new Promise((resolve) => {
    const request = (target.protocol === 'https:' ? secure : plain)(target, options, (response) => {
      const status = response.statusCode ?? 0;
      // What it says besides its status is of no interest.
      response.destroy();
      resolve({ ok: status >= 200 && status < 300, said: `HTTP ${status}` });
    });
    request.on('error', (error) =>
      resolve({ ok: false, said: error.name === 'TimeoutError' ? 'timeout' : codeOf(error) })
    );
    request.end(bytes);
  });
}

/** Looks a name up, for the very connection that is made, and refuses where any of its addresses is none to be sent to. */
const guardedLookup =
  (isNamed: boolean): LookupFunction =>
  (name, options, callback) => {
    resolveName(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? new Error('ENOTFOUND'), '', 4);
      const isRefused = (address: string) => isIn(FORBIDDEN, address) || (!isNamed && isInside(address));
      if (found.some(({ address }) => isRefused(address)))
        return callback(new Error('forbidden address'), '', 4);
      if (options.all) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };

function isInside(address: string): boolean {
  // Apart: a list with IPv4 in IPv6 in it would hold every IPv4 address.
  return isIn(isIP(address) === 6 ? INSIDE.ipv6 : INSIDE.ipv4, address);
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
