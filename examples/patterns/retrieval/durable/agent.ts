import { cosineSimilarity, embed, embedMany, generateText } from 'ai';
import { embedder, librarian, readRules } from './durable.ts';

/** Finds the passages that are nearest to a question, and answers from them. */
export async function askRules(question: string): Promise<string> {
  const rules = await readRules();
  const { embeddings } = await embedMany({ model: embedder, values: rules });
  const { embedding } = await embed({ model: embedder, value: question });
  const nearest = rules
    .map((rule, index) => ({ rule, similarity: cosineSimilarity(embedding, embeddings[index] ?? []) }))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, 2)
    .map(({ rule }) => rule);
  const prompt = `${question}\n\nThe rules say:\n${nearest.join('\n')}`;
  return (await generateText({ model: librarian, instructions: 'Answer from the rules only.', prompt })).text;
}
