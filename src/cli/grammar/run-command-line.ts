import { OncewardError } from 'onceward';
import type { Terminal } from '../output/terminal.js';
import { CommandFailed } from './command-failed.js';
import type { Command } from './define-command.js';
import { findCommand } from './find-command.js';
import { commandHelp, groupHelp } from './help-text.js';
import { parseCall } from './parse-call.js';
import { UsageError } from './usage-error.js';

const DONE = 0;
const FAILED = 1;
const NOT_UNDERSTOOD = 2;

export interface CommandLine {
  /** What was typed after the program's name. */
  readonly words: readonly string[];
  readonly commands: readonly Command[];
  readonly version: string;
  readonly terminal: Terminal;
}

/** Runs the command that `words` name and gives the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCommandLine(commandLine: CommandLine): Promise<number> {
  try {
    return await run(commandLine);
  } catch (error) {
    return report(error, commandLine);
  }
}

async function run({ words, commands, version, terminal }: CommandLine): Promise<number> {
  if (words[0] === '--version') {
    terminal.print(version);
    return DONE;
  }
  const found = findCommand(words, commands);
  const wantsHelp = flagsOf(found.rest).some((word) => word === '--help' || word === '-h');
  if ('group' in found) return explainGroup(found.path, found.group, { wantsHelp, unexpected: found.rest[0], terminal });
  const { command, rest } = found;
  if (wantsHelp) {
    terminal.print(commandHelp(command, terminal.style));
    return DONE;
  }
  const call = parseCall(command, rest);
  const { ok, data, text } = await command.run({ ...call, style: terminal.style });
  terminal.print(call.options['json'] === true ? JSON.stringify(data, undefined, 2) : text);
  return ok ? DONE : FAILED;
}

interface GroupRequest {
  readonly wantsHelp: boolean;
  readonly unexpected: string | undefined;
  readonly terminal: Terminal;
}

function explainGroup(path: readonly string[], group: readonly Command[], { wantsHelp, unexpected, terminal }: GroupRequest): number {
  const help = groupHelp(path, group, terminal.style);
  if (wantsHelp) {
    terminal.print(help);
    return DONE;
  }
  const place = ['onceward', ...path].join(' ');
  const problem = unexpected === undefined ? `${place} needs a command.` : `${place} needs a command before ${unexpected}.`;
  terminal.complain(`${problem}\n\n${help}`);
  return NOT_UNDERSTOOD;
}

function report(error: unknown, { words, terminal }: CommandLine): number {
  const message = messageOf(error);
  const fix = error instanceof CommandFailed ? error.fix : undefined;
  if (flagsOf(words).includes('--json')) terminal.print(JSON.stringify({ error: { message, fix } }, undefined, 2));
  terminal.complain(fix === undefined ? message : `${message}\n  ${fix}`);
  return error instanceof UsageError ? NOT_UNDERSTOOD : FAILED;
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof CommandFailed) return error.message;
  if (OncewardError.isInstance(error)) return `${error.code}: ${error.message}\n  ${error.docsUrl}`;
  // Nobody foresaw it, so whoever reports it needs the place.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The words that can be options: those before `--`. */
function flagsOf(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return end === -1 ? words : words.slice(0, end);
}
