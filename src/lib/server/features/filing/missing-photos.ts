import { parsePeriod } from '../../../domain/period.ts';
import type { Faults } from '../../core/ingest/faults.ts';
import { reportPath, type Submitted } from '../../core/ingest/shape.ts';
import type { PhotoTable } from '../../core/store/photo-table.ts';

/** Adds a fault for every photo that a report names and nobody sent for its group and period. */
export async function missingPhotos(
  photos: Pick<PhotoTable, 'missing'>,
  submitted: Submitted,
  faults: Faults
): Promise<void> {
  for (const [index, report] of submitted.reports.entries()) {
    const period = parsePeriod(report?.period ?? '');
    if (!report?.photos || report.photos.length === 0 || period === null) continue;
    const missing = await photos.missing(report.photos, { group: report.group, period });
    for (const hash of missing) {
      const place = report.photos.indexOf(hash);
      faults.add(`${reportPath(submitted.paths, index)}/photos/${place}`, 'unknownPhoto', {
        what: hash.slice(0, 8)
      });
    }
  }
}
