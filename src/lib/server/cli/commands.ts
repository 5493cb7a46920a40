import { runAudit } from './audit.ts';
import { runAccount } from './account.ts';
import { runBackup, runCopy, runRestore, runVerify } from './backup.ts';
import type { Command } from './command.ts';
import { runDoctor } from './doctor.ts';
import { runImport } from './import.ts';
import { initStore } from './init.ts';
import { runKey } from './key.ts';
import { registerCommand } from './register.ts';

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  init: initStore,
  key: runKey,
  account: runAccount,
  audit: runAudit,
  backup: runBackup,
  verify: runVerify,
  restore: runRestore,
  copy: runCopy,
  doctor: runDoctor,
  'import-units': registerCommand('units'),
  'import-groups': registerCommand('groups'),
  'import-boundaries': runImport
};
