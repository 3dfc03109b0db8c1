import { availableParallelism, loadavg } from 'node:os';
import type { Bar } from './define-bar.ts';
import { formatResult } from './format-result.ts';
import type { BarResult } from './measure-bar.ts';

export interface ProofRequest {
  /** Bars that may share what they measure stand together. */
  readonly groups: readonly (readonly Bar[])[];
  /** Measures the bars of a group, one after the other. */
  readonly measure: (bars: readonly Bar[]) => AsyncIterable<BarResult>;
  /** Only the bars of this area. */
  readonly area: string | undefined;
  /** Only the bars whose name holds these words. @default every bar of the area */
  readonly words?: string;
  /** One JSON object a line instead of text. */
  readonly json: boolean;
  readonly print: (line: string) => void;
  /** For what is no result. */
  readonly remark: (line: string) => void;
}

/** Measures bars one after the other, so that none disturbs another. Gives the exit code: 0 all ok, 1 not, 2 no such bar. */
export async function runProof({ groups, measure, area, words = '', json, print, remark }: ProofRequest): Promise<number> {
  const bars = groups.flat();
  const ofArea = bars.filter((bar) => area === undefined || bar.area === area);
  if (ofArea.length === 0) {
    const areas = [...new Set(bars.map((bar) => bar.area))].join(', ');
    remark(area === undefined ? 'There are no bars.' : `There are no bars for '${area}'. Areas with bars: ${areas}.`);
    return 2;
  }
  const chosen = ofArea.filter(({ bar }) => bar.includes(words));
  if (chosen.length === 0) {
    remark(`No bar of '${area}' is called '${words}'. Its bars:\n${ofArea.map(({ bar }) => `  ${bar}`).join('\n')}`);
    return 2;
  }
  remark(`load before: ${loadLine()}`);
  let missed = 0;
  for (const group of groups) {
    const ofGroup = group.filter((bar) => chosen.includes(bar));
    if (ofGroup.length === 0) continue;
    for await (const result of measure(ofGroup)) {
      if (!result.ok) missed += 1;
      print(json ? JSON.stringify(result) : formatResult(result));
    }
  }
  remark(`load after: ${loadLine()}`);
  remark(`${chosen.length - missed} of ${chosen.length} bars met`);
  return missed === 0 ? 0 : 1;
}

function loadLine(): string {
  const load = loadavg().map((value) => value.toFixed(2));
  return `${load.join(' ')} over 1, 5 and 15 minutes, ${availableParallelism()} cores`;
}
