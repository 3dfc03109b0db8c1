#!/usr/bin/env node
/** The program `onceward`. */
import { COMMANDS } from './commands.js';
import { runCommandLine } from './grammar/run-command-line.js';
import { readManifest } from './manifest.js';
import { createTerminal } from './output/terminal.js';

// `onceward … | head` closes the pipe early, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  commands: COMMANDS,
  version: readManifest().version,
  terminal: createTerminal(),
});
