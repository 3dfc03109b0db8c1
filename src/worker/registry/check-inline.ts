import { isToolKind, type ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableOptions } from '../../shared/durable/durable-options.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import type { DurableKind } from '../adapter.js';

const KNOWN = ['auto', 'always', 'never'];

interface Inlined {
  readonly kind: ActivityKind;
  /** The thing and its parts. */
  readonly all: readonly Pick<DurableKind, 'byReference'>[];
}

/** @throws InvalidOption for results that cannot go by reference: whoever called it would get something of another type */
export function checkInline(where: string, { kind, all }: Inlined, { inline }: DurableOptions<never>): void {
  if (inline === undefined) return;
  const option = 'inline';
  if (!KNOWN.includes(inline)) {
    throw new InvalidOption({ where, option, problem: `is ${JSON.stringify(inline)}`, hint: "Give 'auto', 'always' or 'never'." });
  }
  if (inline !== 'never' || isToolKind(kind) || all.some(({ byReference }) => byReference !== undefined)) return;
  const hint = 'Put what is large into an artifact, durableContext().artifacts.put(…), and return the reference.';
  throw new InvalidOption({
    where,
    option,
    problem: `is 'never', and what a step of kind '${kind}' gives reaches workflow code as it is`,
    hint,
  });
}
