import { createAgent } from 'langchain';
import { RunSaver } from 'onceward/langgraph/workflow';
import { teacher } from './durable.ts';

/** A conversation in turns: the checkpointer remembers it, the caller says only what is new. */
export async function tutor(name: string): Promise<string[]> {
  const agent = createAgent({ model: teacher, tools: [], systemPrompt: 'You teach arithmetic.', checkpointer: new RunSaver() });
  const config = { configurable: { thread_id: name } };
  const answers: string[] = [];
  for (const said of [`I am ${name}. What is 6 times 7?`, 'And that plus 8?', 'What is my name?']) {
    const { messages } = await agent.invoke({ messages: [{ role: 'user', content: said }] }, config);
    answers.push(messages.at(-1)?.text ?? '');
  }
  return answers;
}
