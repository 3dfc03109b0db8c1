/** The first half of an activity type, `<kind>.<id>`: it stands in users' histories, so it is API. */
export const ACTIVITY_KINDS = [
  'model',
  'embedding',
  'image',
  'speech',
  'transcription',
  'reranker',
  'tool',
  'retriever',
  'function',
  'policy',
  'mcp',
] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Whether a model calls steps of this kind: what they give goes back to it, and it is told what they failed with. */
export function isToolKind(kind: ActivityKind): boolean {
  return kind === 'tool' || kind === 'mcp';
}
