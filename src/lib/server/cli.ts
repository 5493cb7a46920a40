#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { CommandRefused, HELP } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { ConfigError, readConfig } from './config.ts';

await main(process.argv.slice(2)).catch((error: unknown) => {
  const expected = error instanceof CommandRefused || error instanceof ConfigError;
  console.error(expected ? error.message : error);
  process.exitCode = expected ? 2 : 1;
});

/** `mangluoi …`: what is done to a store from a terminal. */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (values.help || name === undefined) return console.log(HELP);
  const command = commands[name];
  if (!command) throw new CommandRefused(`Không có lệnh / no command “${name}”.\n\n${HELP}`);
  await command({
    config: readConfig(process.env),
    args: rest,
    options: values,
    say: (line) => console.log(line)
  });
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        profile: { type: 'string' },
        level: { type: 'string' },
        'valid-from': { type: 'string' },
        'dry-run': { type: 'boolean' }
      }
    });
  } catch (error) {
    throw new CommandRefused(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}
