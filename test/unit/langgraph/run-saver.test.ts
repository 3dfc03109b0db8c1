import { AIMessage, HumanMessage, type BaseMessage } from '@langchain/core/messages';
import { Annotation, Command, END, interrupt, MemorySaver, messagesStateReducer, Send, START, StateGraph } from '@langchain/langgraph';
import { RunSaver } from 'onceward/langgraph/workflow';
import { describe, expect, test } from 'vitest';

const State = Annotation.Root({
  messages: Annotation<BaseMessage[]>({ reducer: messagesStateReducer, default: () => [] }),
  seen: Annotation<string[]>({ reducer: (before, added) => [...before, ...added], default: () => [] }),
});

type Values = typeof State.State;
const CONFIG = { configurable: { thread_id: 'one' } };

/** Asks a person in one of two parallel branches, and then goes on in both. */
function twoBranches(checkpointer: MemorySaver) {
  return new StateGraph(State)
    .addNode('left', () => ({ seen: [`left ${String(interrupt('Publish?'))}`] }))
    .addNode('right', () => ({ seen: ['right'] }))
    .addNode('join', ({ seen }: Values) => ({ messages: [new AIMessage({ content: seen.join(), id: 'ai-1' })] }))
    .addEdge(START, 'left')
    .addEdge(START, 'right')
    .addEdge(['left', 'right'], 'join')
    .compile({ checkpointer });
}

/** A loop of its own, in a graph inside of a graph, for each of three things. */
function sentToSubgraph(checkpointer: MemorySaver) {
  const inner = new StateGraph(State)
    .addNode('look', ({ seen }: Values) => ({ seen: [`looked at ${seen.length}, ${String(interrupt(`look at ${seen[0]}?`))}`] }))
    .addEdge(START, 'look')
    .compile();
  return new StateGraph(State)
    .addNode('inner', inner)
    .addNode('start', () => ({}))
    .addEdge(START, 'start')
    .addConditionalEdges('start', () => ['a', 'b', 'c'].map((thing) => new Send('inner', { seen: [thing], messages: [] })))
    .addEdge('inner', END)
    .compile({ checkpointer });
}

async function storyOf(graph: ReturnType<typeof twoBranches>, answer: unknown): Promise<unknown> {
  const first = await graph.invoke({ messages: [new HumanMessage({ content: 'Go', id: 'h-1' })] }, CONFIG);
  const between = await graph.getState(CONFIG);
  const second = await graph.invoke(new Command({ resume: answer }), CONFIG);
  const states = [];
  for await (const { values, next } of graph.getStateHistory(CONFIG)) states.push({ values: { ...(values as Values) }, next });
  const { tasks, next } = between;
  return { first, second, states, next, asked: tasks.map(({ name, interrupts }) => [name, interrupts.map(({ value }) => value)]) };
}

/** As JSON, without the ids that are made anew each time. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, member: unknown) => (name === 'id' || name === 'ns' ? undefined : member)));
}

describe('a graph tells the same story as with the saver of LangGraph', () => {
  test('with a question in one of two parallel branches', async () => {
    const own = await storyOf(twoBranches(new RunSaver()), 'yes');
    expect(plain(own)).toEqual(plain(await storyOf(twoBranches(new MemorySaver()), 'yes')));
    expect(own).toMatchObject({
      second: { seen: ['left yes', 'right'] },
      next: ['left'],
      asked: [
        ['left', ['Publish?']],
        ['right', []],
      ],
    });
  });

  test('with questions of three subgraphs at once', async () => {
    const run = async (saver: MemorySaver): Promise<unknown> => {
      const graph = sentToSubgraph(saver);
      const first = (await graph.invoke({}, CONFIG)) as { __interrupt__?: { id?: string; value?: unknown }[] };
      const answers = Object.fromEntries((first.__interrupt__ ?? []).map(({ id = '', value }) => [id, `answer to ${String(value)}`]));
      return { asked: Object.values(answers), second: await graph.invoke(new Command({ resume: answers }), CONFIG) };
    };
    const own = await run(new RunSaver());
    expect(plain(own)).toEqual(plain(await run(new MemorySaver())));
    expect(own).toMatchObject({ asked: { length: 3 } });
  });
});

test('a node that adds to a list of the state in place changes no checkpoint before it', async () => {
  const graph = new StateGraph(State)
    .addNode('one', () => ({ seen: ['one'] }))
    .addNode('two', ({ seen }: Values) => {
      seen.push('in place');
      return { seen: ['two'] };
    })
    .addEdge(START, 'one')
    .addEdge('one', 'two')
    .compile({ checkpointer: new RunSaver() });
  await graph.invoke({}, CONFIG);
  const seen: string[][] = [];
  for await (const { values } of graph.getStateHistory(CONFIG)) seen.push((values as Values).seen);
  expect(seen.at(1)).toEqual(['one']);
});

test('messages are kept as they are, and never written out', async () => {
  const message = new HumanMessage({ content: 'Go', id: 'h-1' });
  message.toJSON = () => {
    throw new Error('written out');
  };
  const graph = twoBranches(new RunSaver());
  await graph.invoke({ messages: [message] }, CONFIG);
  const { values } = await graph.getState(CONFIG);
  expect((values as Values).messages[0]).toBe(message);
});
