import { OncewardError } from './onceward-error.js';

/** Which model vectors come from. */
export interface EmbedderIdentity {
  /** The model's name, or that of the class that asks it. */
  readonly id: string;
  /** How many numbers a vector has, where that is known. */
  readonly dimensions?: number;
}

interface EmbedderMismatchFields {
  /** The index, as a person knows it. */
  readonly index: string;
  readonly had: EmbedderIdentity;
  readonly got: EmbedderIdentity;
}

/** An index was to get vectors of another model than its own. Nothing was written. */
export class EmbedderMismatch extends OncewardError {
  readonly index: string;
  readonly had: EmbedderIdentity;
  readonly got: EmbedderIdentity;

  constructor({ index, had, got }: EmbedderMismatchFields) {
    super({
      code: 'EmbedderMismatch',
      message: `The index ${index} holds vectors of ${inWords(had)}, and was to get some of ${inWords(got)}. Nothing was written.`,
      hint: 'Vectors of different models cannot be compared: build a new index for the new model, and move searches there when it is done.',
    });
    this.index = index;
    this.had = had;
    this.got = got;
  }

  static override isInstance(error: unknown): error is EmbedderMismatch {
    return OncewardError.hasCode(error, 'EmbedderMismatch');
  }
}

function inWords({ id, dimensions }: EmbedderIdentity): string {
  return dimensions === undefined ? id : `${id} (${dimensions} numbers each)`;
}
