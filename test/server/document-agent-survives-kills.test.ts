import { expect, test } from 'vitest';
import { FRAMEWORKS } from '../../examples/document-agent/twins.ts';
import { runDemo } from '../support/run-demo.ts';

/** Three kills a framework; `npm run proof -- slice` kills at every step. */
const STEPS = 'model,lookupCompany,writeCrm';

test.each(FRAMEWORKS)(
  'the %s agent, killed at a model call, a tool and a write of one run, pays nothing twice, writes nothing twice and loses nothing',
  async (framework) => {
    const { exitCode, lines } = await runDemo(['--framework', framework, '--pages', '10', '--crash', STEPS]);
    const verdict = lines.findLast((line) => line.startsWith('model calls:')) ?? lines.slice(-5).join('\n');
    expect(verdict).toMatch(/ paid twice: 0 .* rows written twice: 0 · lost: 0 /);
    expect(lines.filter((line) => line.includes('SIGKILL')).length).toBe(3);
    expect(exitCode).toBe(0);
  },
  240_000,
);
