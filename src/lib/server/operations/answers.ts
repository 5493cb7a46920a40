import type { Principal } from '../../domain/access.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { deskFor } from '../matters/desk-for.ts';
import { operationsDesk, type OperationsDesk } from './desk.ts';

/** A desk of the operations room over the running program, for somebody. */
export async function operationsDeskFor(
  runtime: Pick<CurrentRuntime, 'publisher' | 'clock' | 'append' | 'store' | 'firedAlerts'>,
  principal: Principal
): Promise<OperationsDesk> {
  const desk = await deskFor({ runtime, principal });
  return operationsDesk({ ...desk, fold: runtime.publisher.fold }, runtime.firedAlerts());
}
