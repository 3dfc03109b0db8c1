import { generateText, Output } from 'ai';
import { z } from 'zod';
import { copywriter } from './models.ts';

const review = z.object({ clarity: z.number(), namesThePrice: z.boolean() });

/** Writes a text for a shop, reads it with fresh eyes, and writes it again when it is not good enough. */
export async function writeShopText(product: string): Promise<string> {
  const { text } = await generateText({ model: copywriter, prompt: `Write three sentences for a shop window about ${product}.` });
  const { output } = await generateText({
    model: copywriter,
    output: Output.object({ schema: review }),
    prompt: `How clear is this text, from 1 to 10, and does it name the price?\n\n${text}`,
  });
  if (output.clarity >= 7 && output.namesThePrice) return text;
  const wishes = [...(output.clarity < 7 ? ['Say it in simpler words.'] : []), ...(output.namesThePrice ? [] : ['Name the price.'])];
  const rewritten = await generateText({ model: copywriter, prompt: `Rewrite this text. ${wishes.join(' ')}\n\n${text}` });
  return rewritten.text;
}
