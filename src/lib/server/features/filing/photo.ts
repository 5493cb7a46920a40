import { mayAt, type Principal } from '../../../domain/access.ts';
import { currentPeriod, dayAt, parsePeriod } from '../../../domain/period.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { fault } from '../../core/ingest/faults.ts';
import { parseVersion } from '../../../wire/version-id.ts';
import { problemAnswer } from '../../http/problem.ts';
import { barePhoto } from './photo-bytes.ts';

/** Photos that are kept for one group and period: a report names at most 5, its corrections others. */
const MOST = 30;

type Desk = Pick<CurrentRuntime, 'store' | 'publisher' | 'clock'>;

/** `POST /api/v1/photos?group&period`: keeps a picture without anything else that its file held; answers its SHA-256. */
export async function keepPhotoAnswer(
  { store, publisher, clock }: Desk,
  principal: Principal,
  place: { readonly group: string; readonly period: string },
  bytes: Uint8Array
): Promise<Response> {
  const { world } = publisher.fold;
  const now = clock();
  const group = world.tree.groupCalled(place.group);
  const period = parsePeriod(place.period);
  if (!group)
    return problemAnswer(422, { faults: [fault('/photos', 'unknownGroup', { what: place.group })] });
  if (period === null || period > currentPeriod(now, world.profile))
    return problemAnswer(422, { faults: [fault('/photos', 'badPeriod', { what: place.period })] });
  if (!mayAt(principal, 'file', world.tree, group.ordinal, dayAt(now))) return problemAnswer(403);
  if (!world.alive(period)[group.ordinal])
    return problemAnswer(422, { faults: [fault('/photos', 'groupClosed', { what: place.group })] });
  const photo = barePhoto(bytes);
  if (!photo) return problemAnswer(422, { faults: [fault('/photos', 'badPhoto')] });
  const by = { actor: principal.actor, at: now };
  const sha256 = await store.photos.keep(photo, { group: group.group.code, period }, by, MOST);
  if (sha256 === null)
    return problemAnswer(422, { faults: [fault('/photos', 'tooManyPhotos', { limit: MOST })] });
  return Response.json({ sha256, width: photo.width, height: photo.height }, { status: 201 });
}

/** `GET /api/v1/photos/{sha256}?report=r120`: a photo of a report, for those who may read its texts. */
export async function photoAnswer(
  { store, publisher, clock }: Desk,
  principal: Principal,
  sha256: string,
  report: string | null
): Promise<Response> {
  const { book, links, world } = publisher.fold;
  const place = parseVersion(report ?? '');
  const version = place && links.vouches(place) ? book.version(place.position) : null;
  const node = version && world.tree.nodes[version.group];
  if (!/^[0-9a-f]{64}$/.test(sha256) || !version || node?.kind !== 'group') return problemAnswer(404);
  if (!mayAt(principal, 'readTexts', world.tree, node.ordinal, dayAt(clock()))) return problemAnswer(403);
  const filed = (await store.reportsOf(node.group.code, version.period)).find(
    (entry) => entry.position === place?.position
  );
  const named = filed?.body.kind === 'report' && filed.body.how?.photos?.includes(sha256);
  const photo = named
    ? await store.photos.get(sha256, { group: node.group.code, period: version.period })
    : null;
  if (!photo) return problemAnswer(404);
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      'content-type': photo.type,
      'content-length': String(photo.bytes.byteLength),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
      // Whoever loses the right must lose the picture: it is asked for again each time.
      'cache-control': 'private, no-cache'
    }
  });
}
