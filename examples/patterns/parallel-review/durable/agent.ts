import { generateText, Output } from 'ai';
import { z } from 'zod';
import { reviewer } from './durable.ts';

const review = z.object({ verdict: z.enum(['fine', 'change']), findings: z.array(z.string()) });

const VIEWS = {
  security: 'You look for ways to misuse the code: injection, missing checks, leaked secrets.',
  speed: 'You look for work that is done twice, or that grows with the square of its input.',
  reading: 'You look for names and shapes that a colleague would stumble over.',
};

/** Three reviewers read the same code at the same time, and a fourth makes one list of what they found. */
export async function reviewCode(code: string): Promise<string> {
  const reviews = await Promise.all(
    Object.entries(VIEWS).map(async ([view, instructions]) => {
      const { output } = await generateText({
        model: reviewer,
        instructions,
        output: Output.object({ schema: review }),
        prompt: `Review this:\n\n${code}`,
      });
      return { view, ...output };
    }),
  );
  const prompt = `Make one short list of these reviews, the worst first:\n\n${JSON.stringify(reviews)}`;
  return (await generateText({ model: reviewer, prompt })).text;
}
