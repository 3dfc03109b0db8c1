import type { Style } from '../output/style.js';

interface ArgumentDefinition {
  readonly summary: string;
}

export interface OptionDefinition {
  readonly type: 'string' | 'boolean';
  readonly summary: string;
  /** What stands for the value in the help: `--task-queue <queue>`. */
  readonly value?: string;
  readonly required?: boolean;
}

export type ArgumentDefinitions = Readonly<Record<string, ArgumentDefinition>>;
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

type ValueOf<Definition extends OptionDefinition> = Definition extends { readonly type: 'boolean' }
  ? boolean
  : Definition extends { readonly required: true }
    ? string
    : string | undefined;

/** What the user typed, checked, under the names of the definition. */
interface CommandCall<Arguments extends ArgumentDefinitions, Options extends OptionDefinitions> {
  readonly arguments: { readonly [Name in keyof Arguments]: string };
  readonly options: { readonly [Name in keyof Options]: ValueOf<Options[Name]> };
  readonly style: Style;
}

export interface CommandResult {
  /** False ends the program with exit code 1. */
  readonly ok: boolean;
  /** What `--json` prints. */
  readonly data: unknown;
  /** What is printed without `--json`. */
  readonly text: string;
}

export interface CommandDefinition<Arguments extends ArgumentDefinitions, Options extends OptionDefinitions> {
  /** `['approvals', 'list']`: a noun, and a verb where the noun has several. */
  readonly path: readonly string[];
  readonly summary: string;
  /** More lines for the help. */
  readonly details?: string;
  /** In the order in which they are typed. All are required. */
  readonly arguments?: Arguments;
  readonly options?: Options;
  run(call: CommandCall<Arguments, Options>): Promise<CommandResult>;
}

/** A command as the grammar sees it. */
export interface Command {
  readonly path: readonly string[];
  readonly summary: string;
  readonly details?: string;
  readonly arguments: ArgumentDefinitions;
  readonly options: OptionDefinitions;
  run(call: ParsedCall & { readonly style: Style }): Promise<CommandResult>;
}

/** What was typed, by name: strings, and booleans for the options without a value. */
export interface ParsedCall {
  readonly arguments: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Options of every command. */
const COMMON_OPTIONS = {
  json: { type: 'boolean', summary: 'Print the data as JSON' },
  help: { type: 'boolean', summary: 'Print this help' },
} as const satisfies OptionDefinitions;

/**
 * Declares a command: parsing, help, suggestions, `--json` and exit codes follow from the definition.
 *
 * @example
 * ```ts
 * export const greet = defineCommand({
 *   path: ['greet'],
 *   summary: 'Greets a person',
 *   arguments: { name: { summary: 'Whom to greet' } },
 *   run: async ({ arguments: { name } }) => ({ ok: true, data: { name }, text: `Hello ${name}` }),
 * });
 * ```
 */
export function defineCommand<const Arguments extends ArgumentDefinitions, const Options extends OptionDefinitions>(
  definition: CommandDefinition<Arguments, Options>,
): Command {
  const { arguments: ownArguments, options, ...rest } = definition;
  return {
    ...rest,
    arguments: ownArguments ?? {},
    options: { ...options, ...COMMON_OPTIONS },
    // parse-call.ts gives exactly the values that the definition asks for.
    run: (call) => definition.run(call as CommandCall<Arguments, Options>),
  };
}
