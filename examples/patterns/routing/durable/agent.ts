import { generateText, Output } from 'ai';
import { z } from 'zod';
import { quickModel, thoroughModel } from './durable.ts';

const route = z.object({ topic: z.enum(['bill', 'fault', 'other']), isHard: z.boolean() });

const INSTRUCTIONS = {
  bill: 'You explain bills. Quote every amount you speak of.',
  fault: 'You help people whose device does not work. One step at a time, the simplest first.',
  other: 'You answer customers in two sentences.',
};

/** One model reads what a customer wants; what it says decides which model answers, and how it is told to. */
export async function answerCustomer(question: string): Promise<{ topic: string; answer: string }> {
  const { output } = await generateText({
    model: quickModel,
    output: Output.object({ schema: route }),
    prompt: `Sort this question by topic, and say whether it is hard to answer:\n\n${question}`,
  });
  const model = output.isHard ? thoroughModel : quickModel;
  const { text } = await generateText({ model, instructions: INSTRUCTIONS[output.topic], prompt: question });
  return { topic: output.topic, answer: text };
}
