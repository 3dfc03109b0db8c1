import { OncewardError } from './onceward-error.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The input of a tool does not fit its schema. The model reads this and may call the tool again with a better one. */
export class ToolInputInvalid extends OncewardError {
  readonly tool: string;

  constructor({ tool, issues }: { tool: string; issues: readonly Issue[] }) {
    const problems = issues.map(({ message, path = [] }) => (path.length === 0 ? message : `${path.map(keyOf).join('.')}: ${message}`));
    super({
      code: 'ToolInputInvalid',
      message: `The input of ${tool} does not fit: ${problems.join('; ')}.`,
      hint: 'Call it with an input of its schema.',
    });
    this.tool = tool;
  }

  static override isInstance(error: unknown): error is ToolInputInvalid {
    return OncewardError.hasCode(error, 'ToolInputInvalid');
  }
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}
