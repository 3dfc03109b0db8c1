import { insteadOfGlobal } from '../shared/outside/outside-globals.js';

const NOT_DEFINED = /^(\w+) is not defined$/;

/** A global that code missed, and what to do instead of it. */
export interface MissedGlobal {
  readonly name: string;
  readonly instead: string;
}

/** Of the error that code ended with; undefined for any other error, and for a name that is no global anywhere. */
export function missedGlobal(error: unknown): MissedGlobal | undefined {
  const name = error instanceof ReferenceError ? NOT_DEFINED.exec(error.message)?.[1] : undefined;
  const instead = name === undefined ? undefined : insteadOfGlobal(name);
  return name === undefined || instead === undefined ? undefined : { name, instead };
}
