import type { Json } from './json.js';

/** One part of a live stream. A part of a higher attempt of the same step voids all earlier parts of that step. */
export interface StreamPart {
  readonly v: 1;
  readonly step: string;
  readonly attempt: number;
  readonly index: number;
  readonly type: 'start' | 'delta' | 'end' | 'failed' | 'approval-request' | 'progress';
  readonly data: Json;
}
