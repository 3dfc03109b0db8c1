import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { z } from 'zod';
import { quickModel, thoroughModel } from './durable.ts';

const State = Annotation.Root({ mail: Annotation<string>, topic: Annotation<'order' | 'fault'>, answer: Annotation<string> });
const sorted = z.object({ topic: z.enum(['order', 'fault']) });

const graph = new StateGraph(State)
  .addNode('sort', async ({ mail }) => quickModel.withStructuredOutput(sorted).invoke(`What is this mail about?\n\n${mail}`))
  .addNode('order', async ({ mail }) => ({ answer: (await quickModel.invoke(`Answer in two sentences:\n\n${mail}`)).text }))
  .addNode('fault', async ({ mail }) => ({ answer: (await thoroughModel.invoke(`Help, safety first:\n\n${mail}`)).text }))
  .addEdge(START, 'sort')
  .addConditionalEdges('sort', ({ topic }) => topic, ['order', 'fault'])
  .addEdge('order', END)
  .addEdge('fault', END)
  .compile();

/** One model sorts a mail; what it says decides which node answers. */
export async function answerMail(mail: string): Promise<{ topic: string; answer: string }> {
  const { topic, answer } = await graph.invoke({ mail });
  return { topic, answer };
}
