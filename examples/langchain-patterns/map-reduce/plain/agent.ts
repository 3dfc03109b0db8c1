import { Annotation, END, Send, START, StateGraph } from '@langchain/langgraph';
import { z } from 'zod';
import { cook } from './models.ts';

const State = Annotation.Root({
  cuisine: Annotation<string>,
  dishes: Annotation<string[]>,
  notes: Annotation<string[]>({ reducer: (one, other) => [...one, ...other], default: () => [] }),
  menu: Annotation<string>,
});
const dishes = z.object({ dishes: z.array(z.string()) });

const graph = new StateGraph(State)
  .addNode('plan', async ({ cuisine }) => cook.withStructuredOutput(dishes).invoke(`Name three dishes for ${cuisine}.`))
  .addNode('describe', async ({ dish }: { dish: string }) => ({ notes: [(await cook.invoke(`Describe in one line: ${dish}`)).text] }))
  .addNode('write', async ({ notes }) => ({ menu: (await cook.invoke(`Write the menu from:\n${notes.join('\n')}`)).text }))
  .addEdge(START, 'plan')
  .addConditionalEdges('plan', (state) => state.dishes.map((dish) => new Send('describe', { dish })), ['describe'])
  .addEdge('describe', 'write')
  .addEdge('write', END)
  .compile();

/** One node plans, a copy of another works on each piece at the same time, and a last one brings it together. */
export async function reviewMenu(cuisine: string): Promise<string> {
  return (await graph.invoke({ cuisine })).menu;
}
