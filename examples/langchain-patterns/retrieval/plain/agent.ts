import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables';
import { caretaker } from './models.ts';
import { houseRules } from './tools.ts';

const prompt = ChatPromptTemplate.fromMessages([
  ['system', 'Answer from these house rules only:\n{rules}'],
  ['human', '{question}'],
]);

const chain = RunnableSequence.from([
  RunnablePassthrough.assign({
    rules: async ({ question }: { question: string }) =>
      (await houseRules.invoke(question)).map(({ pageContent }) => pageContent).join('\n'),
  }),
  prompt,
  caretaker,
  new StringOutputParser(),
]);

/** Finds passages, and answers from them. */
export async function askRules(question: string): Promise<string> {
  return chain.invoke({ question });
}
