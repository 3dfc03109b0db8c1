import { entrypoint, task } from '@langchain/langgraph';
import { z } from 'zod';
import { speaker } from './models.ts';

const outline = z.object({ points: z.array(z.string()) });

const plan = task('plan', async (occasion: string) => {
  const { points } = await speaker.withStructuredOutput(outline).invoke(`Two points for a speech at ${occasion}.`);
  return points;
});
const write = task('write', async (point: string) => (await speaker.invoke(`Two sentences about: ${point}`)).text);

const speech = entrypoint('speech', async (occasion: string) => {
  const points = await plan(occasion);
  const parts = await Promise.all(points.map((point) => write(point)));
  return parts.join(' ');
});

/** The functional interface of LangGraph: tasks that an ordinary function calls. */
export async function writeSpeech(occasion: string): Promise<string> {
  return speech.invoke(occasion);
}
