import type { Few } from '../../../domain/few.ts';
import type { Position } from '../../../domain/position.ts';
import { parsePeriod } from '../../../domain/period.ts';
import { parsePlaces } from '../../../wire/log-place.ts';
import { scopeOf } from '../../../wire/scope.ts';
import { problemAnswer } from '../../http/problem.ts';
import { chooseCoding, type Coding } from '../../core/snapshot/compressed.ts';
import type { Desk } from '../../context/scope-desk.ts';
import { continues } from '../../core/snapshot/continues.ts';
import type { Published, Publisher } from '../../core/snapshot/publish.ts';
import type { ScopeView } from '../../core/snapshot/scope-view.ts';

/** The media type of rows (IANA). */
const ARROW = 'application/vnd.apache.arrow.stream';
const JSON_TYPE = 'application/json';
/** What an answer depends on: whoever signs in next at the same browser is not given what was kept for another. */
const PERSONAL = 'accept-encoding, authorization, cookie';

/** A scope's address, as the router takes it apart. */
export interface ScopeParams {
  readonly root: string;
  readonly depth: string;
}

/**
 * `GET /api/v1/snapshots/{root}/{depth}`: the manifest, never kept. `?held=` names places of the log that the caller
 * has something of; the manifest says whether they are places of this log.
 */
export async function manifestAnswer(desk: Desk, params: ScopeParams, request: Request): Promise<Response> {
  const view = await viewOf(desk, params);
  if (view instanceof Response) return view;
  const { publisher, log } = desk;
  const held = new URL(request.url).searchParams.get('held');
  const places = held === null ? [] : parsePlaces(held);
  if (places === null) return problemAnswer(400);
  const isOurs = await continues(publisher.fold, log, places);
  const manifest = publisher.manifest(view, isOurs);
  return Response.json(manifest, { headers: { 'cache-control': 'no-store' } });
}

/** `GET /api/v1/units/{root}/{depth}`: the nodes of a scope; changes with the structure alone. */
export async function nodesAnswer(desk: Desk, params: ScopeParams, request: Request): Promise<Response> {
  const view = await viewOf(desk, params);
  if (view instanceof Response) return view;
  const { publisher } = desk;
  const make = (coding: Coding) => publisher.nodesJson(view, coding);
  return conditional(publisher, request, { touched: publisher.fold.structure, few: 'told' }, JSON_TYPE, make);
}

/** `GET /api/v1/snapshots/{root}/{depth}/{YYYY-MM}`: a part. */
export async function partAnswer(
  desk: Desk,
  params: ScopeParams & { readonly period: string },
  request: Request
): Promise<Response> {
  const view = await viewOf(desk, params);
  if (view instanceof Response) return view;
  const { publisher } = desk;
  const period = parsePeriod(params.period);
  if (period === null || !publisher.views.periods(view).includes(period)) return problemAnswer(404);
  const touched = publisher.withheld.touched(view, period);
  return conditional(publisher, request, { touched, few: view.few }, ARROW, (coding) =>
    publisher.part(view, period, coding)
  );
}

/** `GET /api/v1/snapshots/{root}/{depth}/{YYYY-MM}/{indicator}`: a slice. */
export async function sliceAnswer(
  desk: Desk,
  params: ScopeParams & { readonly period: string; readonly indicator: string },
  request: Request
): Promise<Response> {
  const view = await viewOf(desk, params);
  if (view instanceof Response) return view;
  const { publisher } = desk;
  const period = parsePeriod(params.period);
  const indicator = publisher.fold.world.indicator(params.indicator);
  if (!indicator || period === null || !publisher.views.periods(view).includes(period))
    return problemAnswer(404);
  const touched = publisher.withheld.touched(view, period);
  const make = (coding: Coding) => publisher.slice(view, period, indicator.ordinal, coding);
  return conditional(publisher, request, { touched, few: view.few }, ARROW, make);
}

async function viewOf(desk: Desk, { root, depth }: ScopeParams): Promise<ScopeView | Response> {
  const scope = scopeOf(root, depth);
  const view = scope && desk.publisher.view(scope, desk.fewIn?.(scope.root));
  if (!view) return problemAnswer(404);
  if (!desk.mayRead(view.scope)) return problemAnswer(403);
  if (view.few === 'withheld') await desk.publisher.withheld.ready();
  return view;
}

/**
 * Answers with an entity tag that names the store, the last position that touched the content and its link; 304 where
 * the caller has it. Asked for by that (`?at=`) the answer is immutable; by anything else it is the present state, not
 * kept. What was told of a history that was put back so matches nothing.
 */
async function conditional(
  publisher: Publisher,
  request: Request,
  { touched, few }: { readonly touched: Position; readonly few: Few },
  type: string,
  make: (coding: Coding) => Promise<Published>
): Promise<Response> {
  // Weak: the same rows in every coding, each stating the position at which it was built.
  const tag = publisher.tag(touched);
  const tagOf = (at: Position) => `W/"${publisher.tag(at)}${few === 'told' ? '' : '-few'}"`;
  const etag = tagOf(touched);
  const at = new URL(request.url).searchParams.get('at');
  const headers = {
    etag,
    vary: PERSONAL,
    'cache-control': at === tag ? 'private, max-age=31536000, immutable' : 'private, no-cache'
  };
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  const { bytes, coding, touched: made } = await make(chooseCoding(request.headers.get('accept-encoding')));
  // Another report came in while it was made: what it says now may not be kept under the tag of before.
  const moved = made === touched ? {} : { etag: tagOf(made), 'cache-control': 'private, no-cache' };
  return new Response(bytes, {
    headers: {
      ...headers,
      ...moved,
      'content-type': type,
      'content-length': String(bytes.byteLength),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding })
    }
  });
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^(?!W\/)/, 'W/') === etag);
}
