import { generateText, Output } from 'ai';
import { z } from 'zod';
import { planner, writer } from './durable.ts';

const outline = z.object({ title: z.string(), sections: z.array(z.object({ heading: z.string(), covers: z.string() })) });

/** A planner cuts a handbook into sections; each section has a writer of its own, who knows the plan. */
export async function writeHandbook(subject: string): Promise<string> {
  const { output: plan } = await generateText({
    model: planner,
    instructions: 'You plan handbooks that a newcomer reads in ten minutes.',
    output: Output.object({ schema: outline }),
    prompt: `Plan a handbook about ${subject}.`,
  });
  const sections = await Promise.all(
    plan.sections.map(async ({ heading, covers }) => {
      const prompt = `Write the section '${heading}' of '${plan.title}'. It covers: ${covers}`;
      const { text } = await generateText({ model: writer, instructions: 'You write plainly.', prompt });
      return `## ${heading}\n\n${text}`;
    }),
  );
  return [`# ${plan.title}`, ...sections].join('\n\n');
}
