#!/usr/bin/env node
import { CommandRefused, HELP } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { ConfigError, readConfig } from './core/config.ts';
import { NewerStore } from './core/store/migrations.ts';
import { UnusablePlace } from './core/store/store-place.ts';

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isWrong = error instanceof CommandRefused || error instanceof ConfigError;
  const isPlain = isWrong || error instanceof UnusablePlace || error instanceof NewerStore;
  console.error(isPlain ? error.message : error);
  process.exitCode = isWrong ? 2 : 1;
}

/** `mangluoi …`: what is done to a store from a terminal. Answers the exit code. */
async function main([name, ...args]: string[]): Promise<number> {
  const say = (line: string) => console.log(line);
  if (name === undefined || /^(help|-h|--help)$/.test(name)) {
    say(HELP);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new CommandRefused(`Không có lệnh / no command “${name}”.\n\n${HELP}`);
  return command({ config: readConfig(process.env), args, say, complain: (line) => console.error(line) });
}
