import type { WireRequest } from '../fixtures/round-trip/start-wire.ts';

/**
 * A request without the titles of the places within a schema: of a schema of zod's, LangChain's OpenAI models make the name of the whole the title
 * of each. A workflow sends them for the whole only.
 */
export function withoutPlaceTitles(request: WireRequest): WireRequest {
  return { ...request, body: withoutTitles(request.body) };
}

function withoutTitles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTitles);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name, member]) => !(name === 'title' && member === 'extract'));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutTitles(member)]));
}
