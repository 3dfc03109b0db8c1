/** `npm run demo`: runs the document agent on real parts, and, when asked, kills or replaces its workers and counts the bill. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDocument } from '../pdf/make-document.ts';
import { checkPdf } from './check-pdf.ts';
import { expectedRepeats, Killer, slowestResumeSeconds } from './crash.ts';
import { readDemoOptions, type DemoOptions } from './demo-options.ts';
import { createKillPlan } from './kill-plan.ts';
import { checkKills, compare, stepTable, verdictLine, type Measured } from './report.ts';
import { reportFailure } from './report-failure.ts';
import { runAgent, type AgentRun } from './run-agent.ts';
import { controlService, readServiceCounts } from './service-counts.ts';
import { readRunCounts } from './step-counts.ts';
import { StopList } from './stop-list.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import { startSurroundings, type Surroundings } from './surroundings.ts';

/** Long enough for a step to be found while it runs. */
const SLOWED_DOWN = { delayMs: 700 };
const DEPLOY_AFTER_MS = 5_000;
/** For each queue: while one is being replaced, others carry on. */
const WORKERS_TO_KILL = 3;

const options = readDemoOptions(process.argv.slice(2));
const isDisturbed = options.crash !== undefined || options.deploy;
const killer = new Killer();
const stops = new StopList();
stopOnInterrupt(stops);
try {
  if (options.pdf !== undefined) await checkPdf(options.pdf);
  console.log('Starting a Temporal server, the services and the workers …');
  const { crash, framework } = options;
  const surroundings = await startSurroundings({
    workersAQueue: crash === undefined ? 1 : WORKERS_TO_KILL,
    framework,
    stops,
    onForked: crash && ((worker) => killer.attach(worker)),
  });
  process.exitCode = (await runDemo(surroundings, options)) ? 0 : 1;
  await surroundings.stop();
} catch (error) {
  // What fails while everything is being stopped has no other reason.
  if (!stops.isStopping) {
    reportFailure(error);
    process.exitCode = 1;
  }
  await stops.stopAll();
}
// A connection in the middle of a call would keep this process.
process.exit();

async function runDemo(around: Surroundings, demo: DemoOptions): Promise<boolean> {
  const pdfFile = demo.pdf ?? (await makeClaimFile(around.folder, demo.pages));
  if (demo.failWrite !== undefined) await controlService(around.urls[demo.failWrite], { failAlways: { status: 422 } });
  const first = await runAgent(around, { claimId: 'claim-1', pdfFile, options: demo });
  if (!isDisturbed) {
    console.log(`\n${JSON.stringify(first.result, undefined, 2)}`);
    const measured = await measure(around, first);
    console.log(
      `\nDone in ${first.seconds.toFixed(1)} s. History: ${measured.run.historyEvents} events, ${measured.run.historyBytes} bytes.`,
    );
    console.log(verdictLine(compare(measured, measured, 0), undefined));
    return true;
  }
  return runDisturbed(around, demo, pdfFile, first);
}

async function runDisturbed(around: Surroundings, demo: DemoOptions, pdfFile: string, first: AgentRun): Promise<boolean> {
  const reference = await measure(around, first);
  await Promise.all(Object.values(around.urls).map((url) => controlService(url, SLOWED_DOWN)));
  if (demo.crash !== undefined) killer.start({ plan: createKillPlan(demo.crash, 'claim-2'), ...around });
  const meanwhile = demo.deploy ? () => deploy(around) : undefined;
  const second = await runAgent(around, { claimId: 'claim-2', pdfFile, options: demo, meanwhile });
  await killer.settled();
  const disturbed = without(await measure(around, second), reference);

  const { crashes } = killer;
  const verdict = compare(disturbed, reference, expectedRepeats(crashes, 'model'));
  console.log(`\n${stepTable(disturbed, reference)}\n`);
  if (demo.crash === undefined) {
    console.log(verdictLine(verdict, undefined));
    return verdict.isGood;
  }
  const kills = checkKills({ crashes, expected: demo.crash, disturbed });
  console.log(kills.lines.join('\n'));
  console.log(verdictLine(verdict, await slowestResumeSeconds(second.handle, crashes)));
  return verdict.isGood && kills.isGood;
}

/** New workers first, then SIGTERM to the old ones, as a rolling deploy does. */
async function deploy(around: Surroundings): Promise<void> {
  await sleep(DEPLOY_AFTER_MS);
  const old = around.workers.filter((worker) => worker.isRunning());
  await Promise.all((['agents', 'gpu'] as const).map((queue) => around.startWorker(queue)));
  console.log('\n  New workers are up; SIGTERM to the old ones.');
  await Promise.all(old.map((worker) => worker.stop('SIGTERM')));
}

async function makeClaimFile(folder: string, pages: number): Promise<string> {
  const file = join(folder, 'claim-file.pdf');
  await makeDocument({ file, pages });
  return file;
}

async function measure(around: Surroundings, { handle, result }: AgentRun): Promise<Measured> {
  return { result, run: await readRunCounts(handle), services: await readServiceCounts(around.urls) };
}

/** The services count for all runs; this leaves the counts of the later one. */
function without(measured: Measured, earlier: Measured): Measured {
  const { services } = measured;
  return {
    ...measured,
    services: {
      modelRequests: services.modelRequests.slice(earlier.services.modelRequests.length),
      registryRequests: services.registryRequests.slice(earlier.services.registryRequests.length),
      rows: Object.fromEntries(
        Object.entries(services.rows).map(([system, count]) => [system, count - (earlier.services.rows[system] ?? 0)]),
      ),
      rowsWrittenTwice: services.rowsWrittenTwice - earlier.services.rowsWrittenTwice,
    },
  };
}
