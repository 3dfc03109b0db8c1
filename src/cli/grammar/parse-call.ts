import { parseArgs } from 'node:util';
import type { Command, OptionDefinition, ParsedCall } from './define-command.js';
import { didYouMean } from './did-you-mean.js';
import { UsageError } from './usage-error.js';

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/**
 * Reads the words after a command's path.
 *
 * @throws UsageError for an unknown, repeated or missing option, a value too many or too few, an argument too many or too few
 */
export function parseCall(command: Command, words: readonly string[]): ParsedCall {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }] as const));
  // Not strict: the messages are ours, with suggestions.
  const { tokens } = parseArgs({ args: [...words], options, allowPositionals: true, strict: false, tokens: true });
  const values: Record<string, string | boolean | undefined> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') values[token.name] = valueOf(command, token, token.name in values);
  }
  for (const [name, { type, required }] of Object.entries(command.options)) {
    if (required === true && values[name] === undefined) throw new UsageError(`${nameOf(command)} needs --${name}.`);
    if (type === 'boolean') values[name] ??= false;
  }
  return { arguments: namePositionals(command, positionals), options: values };
}

function valueOf(command: Command, { name, rawName, value, inlineValue }: OptionToken, isRepeated: boolean): string | true {
  const definition: OptionDefinition | undefined = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (definition === undefined) {
    const suggestion = didYouMean(name, Object.keys(command.options));
    throw new UsageError(`${nameOf(command)} has no option ${rawName}.${suggestion.replace("'", "'--")}`);
  }
  if (isRepeated) throw new UsageError(`${rawName} is given twice.`);
  if (definition.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value.`);
    return true;
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value.`);
  // `--by --json` is a forgotten value; a number may start with a dash.
  if (inlineValue !== true && /^-\D/.test(value)) {
    throw new UsageError(`${rawName} needs a value; for one that starts with a dash write ${rawName}=${value}.`);
  }
  return value;
}

function namePositionals(command: Command, positionals: readonly string[]): Record<string, string> {
  const names = Object.keys(command.arguments);
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`${nameOf(command)} needs <${missing}>.`);
  const surplus = positionals[names.length];
  if (surplus !== undefined) throw new UsageError(`${nameOf(command)} takes no further argument, but got '${surplus}'.`);
  return Object.fromEntries(names.map((name, position) => [name, positionals[position] ?? '']));
}

function nameOf({ path }: Command): string {
  return ['onceward', ...path].join(' ');
}
