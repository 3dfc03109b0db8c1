import type { ErrorFacts } from '../error-facts.js';
import type { FailureContext } from '../failure-context.js';
import type { Verdict } from '../verdict.js';

/** Gives a verdict when the facts are its business, else undefined: the next rule is asked. */
export type Rule = (facts: ErrorFacts, context: FailureContext) => Verdict | undefined;
