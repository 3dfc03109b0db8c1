import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { z } from 'zod';
import { copywriter, judge } from './durable.ts';

const MOST_ROUNDS = 3;

const State = Annotation.Root({
  product: Annotation<string>,
  slogan: Annotation<string>,
  isGood: Annotation<boolean>,
  advice: Annotation<string>({ reducer: (_one, other) => other, default: () => 'none' }),
  rounds: Annotation<number>({ reducer: (one, other) => one + other, default: () => 0 }),
});
const verdict = z.object({ isGood: z.boolean(), advice: z.string() });

const graph = new StateGraph(State)
  .addNode('write', async ({ product, advice }) => {
    const { text } = await copywriter.invoke(`A slogan for ${product}. Advice: ${advice}`);
    return { slogan: text, rounds: 1 };
  })
  .addNode('judge', async ({ slogan }) => judge.withStructuredOutput(verdict).invoke(`Is this slogan good? ${slogan}`))
  .addEdge(START, 'write')
  .addEdge('write', 'judge')
  .addConditionalEdges('judge', ({ isGood, rounds }) => (isGood || rounds === MOST_ROUNDS ? END : 'write'), [END, 'write'])
  .compile();

/** A writer and a judge take turns, until the judge is content or the rounds are used up. */
export async function findSlogan(product: string): Promise<{ slogan: string; rounds: number }> {
  const { slogan, rounds } = await graph.invoke({ product });
  return { slogan, rounds };
}
