import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** Temporal's limit for an id, in bytes (`limit.maxIDLength`). */
const LONGEST_ID = 1_000;

export interface WhatItIsAbout {
  readonly workflow: string;
  readonly key: string;
  /** Whose option the key is, for messages. */
  readonly where: string;
  readonly option: string;
}

/** The workflow id of what a run is about. @throws InvalidOption when there is no key, or a long one */
export function workflowIdOf({ workflow, key, where, option }: WhatItIsAbout): string {
  const hint = 'Give the id of what the run is about, such as an order.';
  if (typeof key !== 'string' || key === '') throw new InvalidOption({ where, option, problem: 'is missing', hint });
  const workflowId = `${workflow}/${key}`;
  const bytes = new TextEncoder().encode(workflowId).length;
  if (bytes <= LONGEST_ID) return workflowId;
  const problem = `makes a workflow id of ${bytes} bytes, and at most ${LONGEST_ID} are possible`;
  throw new InvalidOption({ where, option, problem, hint });
}
