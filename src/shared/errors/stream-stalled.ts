import { formatDuration } from '../options/format-duration.js';
import { OncewardError } from './onceward-error.js';

/** A streamed answer stopped in the middle. The attempt is given up and made again; the other side may have billed it. */
export class StreamStalled extends OncewardError {
  /** How many parts had come. */
  readonly chunks: number;
  readonly idleMs: number;

  constructor({ chunks, idleMs }: { chunks: number; idleMs: number }) {
    super({
      code: 'StreamStalled',
      // "timed out" is what classifyError knows it by, under whatever a client wraps around it.
      message: `A streamed answer timed out: nothing came for ${formatDuration(idleMs)}, after ${chunks} ${chunks === 1 ? 'part' : 'parts'}.`,
      hint: 'If the other side pauses that long by nature, raise `chunkIdleTimeout` of the step.',
    });
    this.chunks = chunks;
    this.idleMs = idleMs;
  }

  static override isInstance(error: unknown): error is StreamStalled {
    return OncewardError.hasCode(error, 'StreamStalled');
  }
}
