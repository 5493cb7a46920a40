import { runAudit } from './audit.ts';
import type { Command } from './command.ts';
import { runImport } from './import.ts';
import { initStore } from './init.ts';
import { runKey } from './key.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  init: initStore,
  key: runKey,
  audit: runAudit,
  'import-boundaries': runImport
};
