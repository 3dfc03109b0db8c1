import { MemorySaver } from '@langchain/langgraph';
import { copyContainers } from './copy-containers.js';

type Serde = ConstructorParameters<typeof MemorySaver>[0];

/** A checkpoint, the values of its channels, and the list in each: as far as LangGraph, or a node that adds to a list, changes anything in place. */
const COPIED_LEVELS = 3;

/**
 * A checkpointer for a graph in a workflow: for `interrupt`, `Command({ resume })` and looking back within a run. It keeps checkpoints by reference, for
 * the workflow's history is what survives a crash already: a replay makes them again. LangGraph's `MemorySaver` writes the whole state out after each step,
 * which grows with the square of a run; savers that ask a database do not work in a workflow, and are not needed.
 *
 * Lists and objects of the state are its own; what is in them is shared with the graph, so a node has to return messages and not change them.
 *
 * @example
 * ```ts
 * const graph = new StateGraph(State).addNode('ask', ask).addEdge(START, 'ask').compile({ checkpointer: new RunSaver() });
 * ```
 */
export class RunSaver extends MemorySaver {
  constructor() {
    super(BY_REFERENCE);
  }
}

const BY_REFERENCE = {
  dumpsTyped: (value: unknown) => Promise.resolve(['reference', copyContainers(value, COPIED_LEVELS)]),
  loadsTyped: (_type: string, kept: unknown) => Promise.resolve(copyContainers(kept, COPIED_LEVELS)),
  // LangGraph's type wants bytes; the saver only keeps what it was given.
} as unknown as Serde;
