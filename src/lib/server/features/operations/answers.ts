import type { Context } from '../../context/context.ts';
import { deskFor } from '../../context/matters/desk-for.ts';
import { operationsDesk, type StoringDesk } from './desk.ts';

/** A desk of the operations room over the running program, for somebody. */
export async function operationsDeskFor({
  runtime,
  principal
}: Pick<Context, 'runtime' | 'principal'>): Promise<StoringDesk> {
  const desk = await deskFor({ runtime, principal });
  const { publisher, store } = runtime;
  return { ...operationsDesk({ ...desk, fold: publisher.fold }, runtime.firedAlerts()), store };
}
