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
] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
