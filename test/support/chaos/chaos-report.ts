import type { ChaosCell } from './chaos-cell.ts';
import type { GeneratedAudit } from './generated-steps.ts';
import type { RandomKills } from './random-kills.ts';

/** Everything that was measured. Kept as `docs/chaos.json`; the page and the picture are made from it. */
export interface ChaosReport {
  readonly cells: readonly ChaosCell[];
  readonly randomKills: RandomKills;
  readonly generated: GeneratedAudit;
}
