import type { Json } from '../../../src/shared/contract/json.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';

/** What the code of a tool's schema says of an input; nothing when it fits. */
export type InputCheck = {
  readonly problem?: InputProblem;
};

type InputProblem = {
  /** The error as text: what a model is told. */
  readonly text: string;
  /** What `JSON.stringify` shows of it, such as its name. */
  readonly members: Json;
  /** Where the library lists what does not fit. */
  readonly issues?: Json;
};

export function toInputProblem(error: Error): InputProblem {
  const { issues } = error as { readonly issues?: unknown };
  return {
    text: String(error),
    members: toRichJson(Object.fromEntries(Object.entries(error))),
    ...(Array.isArray(issues) && { issues: toRichJson(issues) }),
  };
}

/** The error, as whoever repairs a call, or reads its result, would see it without a workflow. */
export function fromInputProblem({ text, members, issues }: InputProblem): Error {
  const error = new Error(text);
  // Assigned, a message would be there and not be shown.
  for (const [name, value] of Object.entries(isJsonObject(members) ? members : {})) {
    Object.defineProperty(error, name, { value, enumerable: true, configurable: true, writable: true });
  }
  Object.defineProperty(error, 'toString', { value: () => text });
  return issues === undefined ? error : Object.defineProperty(error, 'issues', { value: issues });
}
