import { isStepCount, Output, ToolLoopAgent } from 'ai';
import { z } from 'zod';
import { bookkeeper } from './models.ts';
import { toEuros } from './tools.ts';

const invoice = z.object({
  sender: z.string(),
  items: z.array(z.object({ what: z.string(), euros: z.number() })),
  paid: z.boolean().describe('Whether it says that it has been paid'),
});

/** An agent with tools whose last word is no text but an object that fits a schema. */
export async function readInvoice(text: string): Promise<z.infer<typeof invoice>> {
  const agent = new ToolLoopAgent({
    model: bookkeeper,
    tools: { toEuros },
    output: Output.object({ schema: invoice }),
    stopWhen: isStepCount(10),
  });
  const { output } = await agent.generate({ prompt: `Read this invoice. All amounts in euros, please.\n\n${text}` });
  return output;
}
