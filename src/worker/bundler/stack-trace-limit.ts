import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** The place where an error was thrown, when its class is derived from a class of errors, and who called it. */
const DEFAULT_FRAMES = 4;

/**
 * A line for the start of a bundle, where the sandbox is not frozen yet: errors of workflow code keep so many frames of their stack. Temporal's
 * SDK makes an error for every promise, and looks each of its frames up in the source map. Nothing that a workflow does depends on it.
 *
 * @throws InvalidOption for anything but a whole number from 0 on
 */
export function stackTraceLimitLine(frames = DEFAULT_FRAMES): string {
  if (Number.isSafeInteger(frames) && frames >= 0) return `Error.stackTraceLimit = ${frames};`;
  throw new InvalidOption({
    where: 'new OncewardPlugin()',
    option: 'workflowStackTraceLimit',
    problem: `is ${frames}`,
    hint: 'State a whole number of frames, such as 10.',
  });
}
