/** Set when a run starts, carried to its children and continuations. Opaque ids only, never secrets: it travels in a header. */
export interface RunContext {
  readonly v: 1;
  readonly tenant?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The name of the workflow header that carries a `RunContext`. */
export const RUN_CONTEXT_HEADER_NAME = 'onceward-run';
