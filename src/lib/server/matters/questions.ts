import type { Answer } from '../../api/declare.ts';
import type {
  countDifficulties,
  difficultiesOfGroup,
  exportDifficulties,
  listDifficulties,
  readDifficulty
} from '../../api/difficulties.ts';
import { isRefusal, type Outcome } from '../../api/outcome.ts';
import type { listPractices, stepOnPractice } from '../../api/practices.ts';
import { CSV_SUFFIX } from '../../wire/csv.ts';
import type { Context } from '../http/context.ts';
import type { Asked } from '../http/serve.ts';
import { mattersCounts } from './counts.ts';
import { csvWords, mattersCsv } from './csv.ts';
import { deskFor } from './desk-for.ts';
import { everythingOf, inboxOf, matterOf, mattersOfGroup } from './inbox.ts';
import { practicesOf, practiceStep } from './practices.ts';

/** One page of what lies with a unit, or was raised below it. */
export async function listInbox(
  context: Context,
  { query }: Asked<typeof listDifficulties>
): Promise<Outcome<Answer<typeof listDifficulties>>> {
  return inboxOf(await deskFor(context), query);
}

/** How many difficulties lie at and below a unit and each unit under it. */
export async function countInbox(
  context: Context,
  { query }: Asked<typeof countDifficulties>
): Promise<Outcome<Answer<typeof countDifficulties>>> {
  return mattersCounts(await deskFor(context), query.unit);
}

/** A list of an inbox as CSV. */
export async function exportInbox(
  context: Context,
  { query }: Asked<typeof exportDifficulties>
): Promise<Outcome<Answer<typeof exportDifficulties>>> {
  const found = everythingOf(await deskFor(context), query);
  if (isRefusal(found)) return found;
  return {
    bytes: mattersCsv(found, csvWords(context.language), query.format),
    name: `vuong-mac-${query.list}${CSV_SUFFIX[query.format]}.csv`
  };
}

/** What a group raised. */
export async function listOfGroup(
  context: Context,
  { params }: Asked<typeof difficultiesOfGroup>
): Promise<Outcome<Answer<typeof difficultiesOfGroup>>> {
  return mattersOfGroup(await deskFor(context), params.group);
}

/** One difficulty. */
export async function readOne(
  context: Context,
  { params }: Asked<typeof readDifficulty>
): Promise<Outcome<Answer<typeof readDifficulty>>> {
  return matterOf(await deskFor(context), params.id);
}

/** One page of good practices. */
export async function listShared(
  context: Context,
  { query }: Asked<typeof listPractices>
): Promise<Outcome<Answer<typeof listPractices>>> {
  return practicesOf(await deskFor(context), query);
}

/** Shares, commends, or takes either back. */
export async function stepOn(
  context: Context,
  { params, body }: Asked<typeof stepOnPractice>
): Promise<Outcome<Answer<typeof stepOnPractice>>> {
  return practiceStep(await deskFor(context), params.id, body);
}
