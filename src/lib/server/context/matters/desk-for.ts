import type { Principal } from '../../../domain/access.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { deskOf, type MatterDesk } from './desk.ts';
import { namesFrom } from './names.ts';
import { patienceFrom } from './patience.ts';

/** What a desk needs of a request. */
export interface DeskContext {
  readonly runtime: Pick<CurrentRuntime, 'publisher' | 'clock' | 'append' | 'store'>;
  readonly principal: Principal;
}

/** A desk over the running program, for somebody. */
export async function deskFor({ runtime, principal }: DeskContext): Promise<MatterDesk> {
  const nameOf = await namesFrom(runtime.store.accounts);
  const source = {
    fold: runtime.publisher.fold,
    clock: runtime.clock,
    append: runtime.append.bind(runtime),
    nameOf: (actor: string) => (actor === principal.actor && principal.name) || nameOf(actor),
    patience: patienceFrom(process.env)
  };
  return deskOf(source, principal);
}
