export interface StepKind {
  /** Of the step in the fixture `every-kind`. */
  readonly name: string;
  /** What a reader calls it. */
  readonly title: string;
  /** Under the ledger: the other side, which ignores keys, gets one request whatever happens, or a person is asked before a second. */
  readonly isOnce?: boolean;
}

/** Every kind of step, and writes under the ledger by what is done about an unknown outcome. */
export const STEP_KINDS: readonly StepKind[] = [
  { name: 'model', title: 'model, AI SDK' },
  { name: 'chatModel', title: 'model, LangChain' },
  { name: 'embedding', title: 'embedding, AI SDK' },
  { name: 'lookUp', title: 'tool, AI SDK' },
  { name: 'search', title: 'tool, LangChain' },
  { name: 'passages', title: 'retriever, LangChain' },
  { name: 'write', title: 'function' },
  { name: 'writeOnce', title: 'write once, verify', isOnce: true },
  { name: 'writeOrAsk', title: 'write once, ask', isOnce: true },
];

export const STEP_NAMES: readonly string[] = STEP_KINDS.map(({ name }) => name);

/** The calls of each cell `[kind, calls, lost]`, when an event costs every other kind so many. */
export function promisedCells(calls: number): readonly (readonly [string, number, number])[] {
  return STEP_KINDS.map(({ title, isOnce }) => [title, isOnce ? 1 : calls, 0]);
}
