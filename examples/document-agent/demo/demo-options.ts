import { parseArgs } from 'node:util';
import { FRAMEWORKS, type Framework } from '../twins.ts';

export interface DemoOptions {
  readonly framework: Framework;
  readonly pages: number;
  /** A PDF of your own; without one the demo makes a claim file. */
  readonly pdf?: string;
  /** The kinds of step at which a worker is killed, each as often as it is named, or every single step. */
  readonly crash?: readonly string[] | 'every' | undefined;
  /** Replaces every worker in the middle of the run, gracefully. */
  readonly deploy: boolean;
  readonly approve: 'auto' | 'ask';
  readonly onFailedWrite: 'compensate' | 'ask';
  /** Makes this system refuse its write for good. */
  readonly failWrite?: string;
}

/** The steps at which `--crash` can kill. */
export const CRASH_STEPS = [
  'openDocument',
  'renderPage',
  'recognizePage',
  'indexPages',
  'searchDocument',
  'model',
  'lookupCompany',
  'writeCrm',
  'writeAccounting',
  'writeArchive',
] as const;

const HELP = `npm run demo [-- options]

  --framework NAME     ${FRAMEWORKS.join(' or ')} (default ai-sdk)
  --pages N            pages of the claim file the demo makes (default 20)
  --pdf FILE           read this PDF instead
  --crash STEP         kill the worker that runs STEP with SIGKILL; another carries on
                       STEP: random, every (one run, in which every single step is killed once), or some of
                       ${CRASH_STEPS.join(', ')};
                       one that is named twice is killed at its first two calls
  --deploy             replace all workers in the middle of the run, with SIGTERM
  --approve auto|ask   who decides the flagged total (default auto)
  --fail-write SYSTEM  let crm, accounting or archive refuse its write for good
  --on-failed-write compensate|ask
`;

/** Reads the command line; says what is wrong with it and ends the process. */
export function readDemoOptions(commandLine: readonly string[]): DemoOptions {
  try {
    return parse(commandLine);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return process.exit(2);
  }
}

function parse(commandLine: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      framework: { type: 'string', default: 'ai-sdk' },
      pages: { type: 'string', default: '20' },
      pdf: { type: 'string' },
      crash: { type: 'string' },
      deploy: { type: 'boolean', default: false },
      approve: { type: 'string', default: 'auto' },
      'on-failed-write': { type: 'string', default: 'compensate' },
      'fail-write': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const pages = Number(values.pages);
  if (!Number.isInteger(pages) || pages < 10 || pages > 500)
    throw new Error(`--pages ${values.pages}: give a whole number from 10 to 500.`);
  return {
    framework: oneOf('--framework', values.framework, FRAMEWORKS),
    pages,
    pdf: values.pdf,
    crash: crashSteps(values.crash),
    deploy: values.deploy,
    approve: oneOf('--approve', values.approve, ['auto', 'ask']),
    onFailedWrite: oneOf('--on-failed-write', values['on-failed-write'], ['compensate', 'ask']),
    failWrite:
      values['fail-write'] === undefined ? undefined : oneOf('--fail-write', values['fail-write'], ['crm', 'accounting', 'archive']),
  };
}

/** `every`, `random`, or a list such as `model,model,writeCrm`. */
function crashSteps(value: string | undefined): DemoOptions['crash'] {
  if (value === undefined || value === 'every') return value;
  if (value === 'random') return CRASH_STEPS.toSpliced(0, Math.floor(Math.random() * CRASH_STEPS.length)).slice(0, 1);
  return value.split(',').map((step) => oneOf('--crash', step, CRASH_STEPS));
}

function oneOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new Error(`${option} ${value}: give one of ${choices.join(', ')}.`);
  return choice;
}
