import { alignColumns } from '../output/align-columns.js';
import type { Style } from '../output/style.js';
import type { Command } from './define-command.js';

/** The help of one command. */
export function commandHelp(command: Command, style: Style): string {
  const { path, summary, details, arguments: ownArguments, options } = command;
  const rows = (entries: readonly (readonly [string, string])[]): string => indent(alignColumns(entries));
  const parts = [
    summary,
    `${style('bold', 'Usage')}\n${indent(usageOf(command))}`,
    ...section(
      style('bold', 'Arguments'),
      Object.entries(ownArguments).map(([name, argument]) => [`<${name}>`, argument.summary] as const),
    ),
    `${style('bold', 'Options')}\n${rows(
      Object.entries(options).map(([name, { type, value = 'value', summary: meaning, required }]) => [
        type === 'boolean' ? `--${name}` : `--${name} <${value}>`,
        required === true ? `${meaning} (required)` : meaning,
      ]),
    )}`,
    ...(details === undefined ? [] : [details]),
  ];
  return `${style('bold', ['onceward', ...path].join(' '))}: ${parts.join('\n\n')}`;

  function section(title: string, entries: readonly (readonly [string, string])[]): string[] {
    return entries.length === 0 ? [] : [`${title}\n${rows(entries)}`];
  }
}

/** The commands below a path: all of them, or those of a noun. */
export function groupHelp(path: readonly string[], group: readonly Command[], style: Style): string {
  const place = ['onceward', ...path].join(' ');
  const rows = group.map((command) => [usageOf(command), command.summary] as const);
  return [
    `${style('bold', 'Commands')}\n${indent(alignColumns(rows))}`,
    `'${place} <command> --help' tells more. Every command takes --json. Exit codes: 0 done, 1 failed, 2 not understood.`,
  ].join('\n\n');
}

function usageOf({ path, arguments: ownArguments, options }: Command): string {
  const required = Object.entries(options).filter(([, option]) => option.required === true);
  const words = [
    'onceward',
    ...path,
    ...Object.keys(ownArguments).map((name) => `<${name}>`),
    ...required.map(([name, { value = 'value' }]) => `--${name} <${value}>`),
  ];
  return words.join(' ');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
