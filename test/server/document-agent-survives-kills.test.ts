import { expect, test } from 'vitest';
import { FRAMEWORKS } from '../../examples/document-agent/twins.ts';
import { runDemo } from '../support/run-demo.ts';

/** Six kills a framework, three of them at a model call: K2, K3 and K4. `npm run proof -- slice` kills every single step. */
const STEPS = 'renderPage,model,model,model,writeCrm,writeArchive';

test.each(FRAMEWORKS)(
  'the %s agent, killed at six steps of one run, pays nothing twice, writes nothing twice and loses nothing',
  async (framework) => {
    const { exitCode, lines } = await runDemo(['--framework', framework, '--pages', '10', '--crash', STEPS]);
    const verdict = lines.findLast((line) => line.includes('paid twice')) ?? lines.slice(-5).join('\n');
    expect(verdict).toMatch(/ paid twice: 0 .* rows written twice: 0 · lost: 0 /);
    expect(lines.filter((line) => line.includes('SIGKILL')).length).toBe(6);
    expect(lines).toContainEqual(expect.stringMatching(/^killed once: 6 of 6 steps \(K1: 1, K2: 2, K3: 1, K4: 1, at work: 1\) /));
    expect(lines).toContainEqual(
      expect.stringMatching(/^model calls: (\d+) expected, \1 billed · register calls: (\d+) expected, \2 counted$/),
    );
    expect(exitCode).toBe(0);
  },
  600_000,
);
