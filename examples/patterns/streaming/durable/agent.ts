import { isStepCount, streamText } from 'ai';
import { storyteller, rollDice } from './durable.ts';

/** A stream with tools, read part by part as it comes. */
export async function tellStory(wish: string): Promise<string[]> {
  const { fullStream } = streamText({ model: storyteller, tools: { rollDice }, prompt: wish, stopWhen: isStepCount(5) });
  const lines = [''];
  for await (const part of fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') lines[lines.length - 1] += part.text;
    if (part.type === 'tool-result') lines.push(`(the dice says ${JSON.stringify(part.output)})`, '');
  }
  return lines.filter((line) => line !== '');
}
