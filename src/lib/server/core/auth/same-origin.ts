/** What of a request tells which page it comes from. */
export interface Sender {
  /** Its `Origin`; null where it sent none. */
  readonly origin: string | null;
  /** Its `Host`. */
  readonly host: string | null;
  /** Its `Sec-Fetch-Site`, which no script can write. */
  readonly site: string | null;
}

/**
 * Whether a request comes from our own pages: its `Origin` is the configured one, or that of the host that was asked.
 * Programs send none: for them `site` answers, and null where they send neither.
 */
export function isFromOurselves({ origin, host, site }: Sender, ours: string | null): boolean | null {
  if (origin !== null)
    return ours === null ? URL.parse(origin)?.host === host && host !== null : origin === ours;
  return site === null ? null : site === 'same-origin';
}
