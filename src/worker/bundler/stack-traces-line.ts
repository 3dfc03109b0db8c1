import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** The place where an error was thrown, when its class is derived from a class of errors, and who called it. */
const DEFAULT_FRAMES = 4;

/**
 * Temporal's hook for promises reaches into the sandbox by the constructor of a promise's class, with these two texts. It makes an error for the
 * stack; one without a stack tells it that there is none to keep. It asks for the activator first, which takes long to look up. With other texts, of another version,
 * everything stays as it is.
 */
export const NO_STACKS_ON_REPLAY = [
  '(() => {',
  'const { constructor: ofFunctions } = Promise;',
  'let isReplaying;',
  'const activator = () => {',
  'const own = globalThis.__TEMPORAL_ACTIVATOR__;',
  'isReplaying = own?.info.unsafe.isReplaying === true;',
  'return own;',
  '};',
  'class WithoutStack {}',
  'const error = () => (isReplaying ? WithoutStack : Error);',
  "const answers = new Map([['return globalThis.__TEMPORAL_ACTIVATOR__', activator], ['return globalThis.Error', error]]);",
  'const construct = (...code) => answers.get(code[0]) ?? ofFunctions(...code);',
  "Reflect.defineProperty(Promise, 'constructor', { value: construct });",
  '})();',
].join(' ');

/**
 * Code for the start of a bundle, where the sandbox is not frozen yet: errors of workflow code keep so many frames of their stack. Temporal's
 * SDK makes an error for every promise, and looks each of its frames up in the source map; unless a number is stated, it does so for those of
 * new events only, not for those of a replay. Nothing that a workflow does depends on it.
 *
 * @throws InvalidOption for anything but a whole number from 0 on
 */
export function stackTracesLine(frames?: number): string {
  if (frames === undefined) return `Error.stackTraceLimit = ${DEFAULT_FRAMES}; ${NO_STACKS_ON_REPLAY}`;
  if (Number.isSafeInteger(frames) && frames >= 0) return `Error.stackTraceLimit = ${frames};`;
  throw new InvalidOption({
    where: 'new OncewardPlugin()',
    option: 'workflowStackTraceLimit',
    problem: `is ${frames}`,
    hint: 'State a whole number of frames, such as 10.',
  });
}
