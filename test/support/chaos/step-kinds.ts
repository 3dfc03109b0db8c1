/** Every kind of step of the fixture `killable`: the name of the step, and what a reader calls it. */
export const STEP_KINDS = [
  { name: 'model', title: 'model, AI SDK' },
  { name: 'chatModel', title: 'model, LangChain' },
  { name: 'embedding', title: 'embedding, AI SDK' },
  { name: 'lookUp', title: 'tool, AI SDK' },
  { name: 'search', title: 'tool, LangChain' },
  { name: 'passages', title: 'retriever, LangChain' },
  { name: 'write', title: 'function' },
] as const;

export const STEP_NAMES: readonly string[] = STEP_KINDS.map(({ name }) => name);
