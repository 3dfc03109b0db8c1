import type { Framework } from '../../../examples/document-agent/twins.ts';
import { runDemo, type DemoOutcome } from '../../support/run-demo.ts';

const runs = new Map<string, Promise<DemoOutcome>>();

/** An undisturbed run of the demo; one of a kind serves all bars. */
export function undisturbedRun(framework: Framework, pages: number): Promise<DemoOutcome> {
  const name = `${framework} ${pages}`;
  const run = runs.get(name) ?? runDemo(['--framework', framework, '--pages', String(pages)]);
  runs.set(name, run);
  return run;
}
