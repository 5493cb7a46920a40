import { randomBytes } from 'node:crypto';
import type { Answer, Declaration } from '../../../api/declare.ts';
import { isRefusal, NOT_YOURS, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/workbooks.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import { KnownNames } from '../../context/review/names.ts';
import { conflictView, findingView, mappingView, unitOfKey, uploadView } from './answers.ts';
import { filesWithin } from './desk.ts';
import type { UploadState } from './upload.ts';

// What is done about uploads and saved mappings. An upload answers to whoever sent it alone.

type Verb<D extends Declaration, Part extends keyof Asked<D> = never> = (
  context: Context,
  asked: Pick<Asked<D>, Part>
) => Promise<Outcome<Answer<D>>>;

/** Conflicts of one answer. */
const CONFLICTS = 50;
/** Findings of one answer where nothing is said. */
const FINDINGS = 100;
/** Saved mappings of one answer. */
const MAPPINGS = 500;

const NOT_NOW = refuse(
  'conflict',
  'notNow',
  'Tệp đang được xử lý hoặc đã qua bước này.',
  'The file is being processed, or is past this step.'
);
const FAULTY = refuse(
  'wrong',
  'faulty',
  'Không có dòng nào nộp được, hoặc còn dòng lỗi.',
  'No row can be submitted, or some have errors.'
);
const NOT_READY = refuse(
  'unavailable',
  'notReady',
  'Máy chủ chưa sẵn sàng. Hãy thử lại.',
  'The server is not ready. Try again.'
);

export const uploadNow: Verb<typeof api.readUpload, 'params'> = async (context, { params }) => {
  const state = await found(context, params.id);
  return isRefusal(state) ? state : uploadView(context.runtime.world, state);
};

export const drop: Verb<typeof api.dropUpload, 'params'> = async (context, { params }) => {
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  await context.runtime.workbooks.drop(state);
  return null;
};

export const findingsOf: Verb<typeof api.readFindings, 'params' | 'query'> = async (
  context,
  { params, query: { kind = 'all', from = 0, limit = FINDINGS } }
) => {
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  const wanted = { kind: kind === 'all' ? null : kind, from, limit };
  const { total, findings } = await context.runtime.workbooks.findings(state, wanted);
  return { total, findings: findings.map((finding) => findingView(state, finding)) };
};

export const conflictsOf: Verb<typeof api.readConflicts, 'params' | 'query'> = async (
  context,
  { params, query: { from = 0 } }
) => {
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  const { workbooks, world, auth } = context.runtime;
  const { total, conflicts } = await workbooks.conflicts(state, from, CONFLICTS);
  const names = new KnownNames((actors) => auth.accounts.namesOf(actors));
  await names.learn(conflicts.map(({ newest }) => newest.actor));
  return { total, conflicts: conflicts.map((one) => conflictView(world, state, one, names.of)) };
};

export const choose: Verb<typeof api.chooseFigures, 'params' | 'body'> = async (
  context,
  { params, body }
) => {
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  return changed(context, await context.runtime.workbooks.choose(state, body));
};

export const samplesOf: Verb<typeof api.readSamples, 'params'> = async (context, { params }) => {
  const state = await found(context, params.id);
  return isRefusal(state) ? state : { sheets: await context.runtime.workbooks.samples(state) };
};

export const readInLetters: Verb<typeof api.chooseLetters, 'params' | 'body'> = async (
  context,
  { params, body }
) => {
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  const { runtime, principal } = context;
  return changed(context, await runtime.workbooks.letters(principal, state, body.letters));
};

export const map: Verb<typeof api.nameColumns, 'params' | 'body'> = async (
  context,
  { params, body: { mapping, period } }
) => {
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  const { runtime, principal } = context;
  return changed(context, await runtime.workbooks.map(principal, state, mapping, period));
};

export const commit: Verb<typeof api.storeUpload, 'params' | 'body'> = async (context, { params, body }) => {
  const { runtime, principal } = context;
  if (!runtime.ready) return NOT_READY;
  const state = await found(context, params.id);
  if (isRefusal(state)) return state;
  const committed = await runtime.workbooks.commit(principal, state, body.rows);
  return committed === 'faulty' ? FAULTY : changed(context, committed);
};

export const mappingsFor: Verb<typeof api.listMappings> = async ({ runtime, principal }) => {
  const { store, world, clock } = runtime;
  const now = clock();
  const records = await store.mappings.list(MAPPINGS);
  return { mappings: records.flatMap((record) => mappingView(world, principal, now, record) ?? []) };
};

export const keepMapping: Verb<typeof api.saveMapping, 'body'> = async (
  { runtime: { store, world, clock }, principal },
  { body: { name, unit, mapping } }
) => {
  const node = unitOfKey(world, unit);
  if (!node) return UNKNOWN;
  const at = clock();
  if (!filesWithin(principal, world, node, at)) return NOT_YOURS;
  const id = randomBytes(9).toString('base64url');
  const record = { id, unit, name, body: JSON.stringify(mapping), actor: principal.actor, at };
  return { id: await store.mappings.keep(record), name, unit, mapping };
};

export const forget: Verb<typeof api.dropMapping, 'params'> = async (
  { runtime: { store, world, clock }, principal },
  { params }
) => {
  const record = await store.mappings.byId(params.mapping);
  if (!record || !mappingView(world, principal, clock(), record)) return UNKNOWN;
  await store.mappings.remove(record.id);
  return null;
};

/** One's own upload. */
async function found({ runtime, principal }: Context, id: string): Promise<Outcome<UploadState>> {
  return (await runtime.workbooks.find(principal, id)) ?? UNKNOWN;
}

/** What became of a step, as its sender is shown it. */
function changed(
  { runtime }: { readonly runtime: Pick<CurrentRuntime, 'world'> },
  state: UploadState | 'notNow'
): Outcome<api.UploadView> {
  return state === 'notNow' ? NOT_NOW : uploadView(runtime.world, state);
}
