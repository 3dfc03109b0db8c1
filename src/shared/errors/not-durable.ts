import { OncewardError } from './onceward-error.js';

/** Workflow code imports something from a durable module that is not durable, so there is no stub of it. */
export class NotDurable extends OncewardError {
  /** @param chain from the file of the workflows to the importer: who imports whom */
  constructor({ name, file, chain, durable }: { name: string; file: string; chain: readonly string[]; durable: readonly string[] }) {
    super({
      code: 'NotDurable',
      message: `${chain.join(' → ')} imports '${name}' from ${file}, where it is not durable (durable are: ${durable.join(', ')}).`,
      hint:
        `Wrap it with durable(...), or move '${name}' into a file of its own that a workflow may import. ` +
        'If it is durable, register its own module and not a barrel that gives it another name.',
    });
  }

  static override isInstance(error: unknown): error is NotDurable {
    return OncewardError.hasCode(error, 'NotDurable');
  }
}
