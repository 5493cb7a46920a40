import type { VersionView } from '../../../api/review.ts';
import type { ReportEntry } from '../../../domain/whole-report.ts';
import { entriesByPosition, type Names, type ReviewDesk } from './desk.ts';

/** Versions of one group's report with what was decided of each and why; oldest first. */
export async function versionViews(
  desk: Pick<ReviewDesk, 'store'> & {
    readonly publisher: { readonly fold: Pick<ReviewDesk['publisher']['fold'], 'book' | 'links'> };
  },
  entries: readonly ReportEntry[],
  names: Names
): Promise<VersionView[]> {
  const { book, links } = desk.publisher.fold;
  const reviews = entries.map(({ position }) => [...book.reviewsOf(position)].reverse());
  const told = await entriesByPosition(
    desk,
    reviews.flat().map(({ position }) => position)
  );
  await names.learn([...entries, ...told.values()].map(({ actor }) => actor));
  return entries.map(({ position, at, actor, body }, i): VersionView => ({
    id: links.version(position),
    at,
    by: names.of(actor),
    onBehalf: body.how?.onBehalf ?? false,
    claimedAt: body.how?.claimedAt ?? null,
    reason: body.how?.reason ?? '',
    state: reviews[i]?.at(-1)?.state ?? 'submitted',
    decisions: (reviews[i] ?? []).flatMap((review) => {
      const said = told.get(review.position);
      if (said?.body.kind !== 'review') return [];
      return [{ state: review.state, at: said.at, by: names.of(said.actor), reason: said.body.reason }];
    })
  }));
}
