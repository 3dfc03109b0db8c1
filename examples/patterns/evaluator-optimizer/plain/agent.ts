import { generateText, Output } from 'ai';
import { z } from 'zod';
import { critic, translator } from './models.ts';

const MOST_ROUNDS = 3;
const opinion = z.object({ score: z.number(), faults: z.array(z.string()) });

/** A translator and a critic take turns, until the critic is content or enough is enough. */
export async function translate(text: string): Promise<{ translation: string; rounds: number }> {
  let { text: translation } = await generateText({ model: translator, prompt: `Translate into French, in the same tone:\n\n${text}` });
  for (let rounds = 1; rounds <= MOST_ROUNDS; rounds++) {
    const { output } = await generateText({
      model: critic,
      output: Output.object({ schema: opinion }),
      prompt: `Rate this translation from 1 to 10, and name its faults.\n\nOriginal: ${text}\n\nTranslation: ${translation}`,
    });
    if (output.score >= 8) return { translation, rounds };
    const prompt = `Mend this translation: ${output.faults.join('; ')}\n\nOriginal: ${text}\n\nTranslation: ${translation}`;
    translation = (await generateText({ model: translator, prompt })).text;
  }
  return { translation, rounds: MOST_ROUNDS };
}
