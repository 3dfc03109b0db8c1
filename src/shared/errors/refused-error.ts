import { OncewardError, type OncewardErrorOptions } from './onceward-error.js';

/** How a refusal travels: in the details of Temporal's failure. */
export type TravellingRefusal = { readonly v: 1; readonly kind: string; readonly reason: string };

/** The base of what is thrown when a run does not take what somebody sent it. */
export abstract class RefusedError<Refusal extends TravellingRefusal> extends OncewardError {
  readonly refusal: Refusal;

  protected constructor(refusal: Refusal, said: Pick<OncewardErrorOptions, 'code' | 'message' | 'hint'>) {
    super({ ...said, details: refusal });
    this.refusal = refusal;
  }

  get kind(): Refusal['kind'] {
    return this.refusal.kind;
  }

  /** In plain words, for whoever sent it. */
  get reason(): string {
    return this.refusal.reason;
  }
}

/** The refusal in the details of a failure; undefined when they are something else, such as of a later version. */
export function refusalInDetails<Refusal extends TravellingRefusal>(details: unknown): Omit<Refusal, 'v'> | undefined {
  if ((details as Partial<TravellingRefusal> | undefined)?.v !== 1) return undefined;
  const { v: _version, ...refusal } = details as Refusal;
  return refusal;
}
