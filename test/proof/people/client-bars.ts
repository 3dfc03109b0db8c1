import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { findServerBinary } from '../../../src/testing/dev-server/find-server-binary.ts';
import { openScene, type Scene } from '../../fixtures/harness/open-scene.ts';
import { waitForApproval } from '../../support/wait-for-approval.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../../fixtures/people/people-plugin.ts';
import { defineBar, type Measurement } from '../define-bar.ts';

const ANSWER = { id: 'pay', action: 'edit', value: { amount: 90 }, by: 'ada', reason: 'checked' };
const PYTHON_CLIENT = `
import asyncio, json, sys
from temporalio.client import Client
async def main():
    client = await Client.connect(sys.argv[1])
    handle = client.get_workflow_handle(sys.argv[2])
    print(json.dumps(await handle.execute_update("onceward.approval.decide", json.loads(sys.argv[3]))))
asyncio.run(main())
`;

/** Sends an answer for the request of a run, as somebody without this package does. */
type Send = (address: string, workflowId: string, answer: object) => Promise<string>;

/** The same answer twice: the first has to decide like one of ours, the second to be refused with who and when. */
async function measureClient(send: Send): Promise<Measurement> {
  const scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
  try {
    const ours = await decidedBy(scene, async ({ workflowId }) => {
      await scene.client.workflow.getHandle(workflowId).executeUpdate('onceward.approval.decide', { args: [ANSWER] });
    });
    const refusals: string[] = [];
    const theirs = await decidedBy(scene, async ({ workflowId }) => {
      refusals.push(await send(scene.address, workflowId, { ...ANSWER, value: { amount: 5_000 } }));
      await send(scene.address, workflowId, ANSWER);
    });
    const isAlike = JSON.stringify(theirs) === JSON.stringify(ours);
    const isRefused = refusals[0]?.includes('amount: Too big') === true;
    const problem = isAlike ? `the refusal was '${refusals[0] ?? ''}'` : `ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`;
    const note =
      isAlike && isRefused ? 'the same decision, completed by the schema; an edit that does not fit is refused with the reason' : problem;
    return { value: isAlike && isRefused ? 'taken like ours' : 'not taken like ours', ok: isAlike && isRefused, note };
  } finally {
    await scene.close();
  }
}

/** The decision of a run, without what differs between any two. */
async function decidedBy(scene: Scene, decide: (handle: WorkflowHandle) => Promise<void>): Promise<object> {
  const asked = { id: 'pay', approvers: ['ada'], schemaOf: 'invoice', proposed: { amount: 10, currency: 'EUR' } };
  const handle = await scene.start('asks', asked);
  await waitForApproval(handle);
  await decide(handle);
  const { at: _at, audit, ...decision } = (await handle.result()) as { at: string; audit: readonly { at: string }[] };
  return { ...decision, audit: audit.map(({ at: _when, ...event }) => event) };
}

async function sendWithCli(address: string, workflowId: string, answer: object): Promise<string> {
  const words = ['workflow', 'update', 'execute', '--workflow-id', workflowId, '--name', 'onceward.approval.decide'];
  return run(await findServerBinary(), [...words, '--input', JSON.stringify(answer), '--address', address]);
}

/** What a program said, wherever it said it. Not synchronously: the worker that answers is in this process. */
function run(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject).once('close', () => resolve(said));
  });
}

async function measurePython(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-python-'));
  try {
    const python = join(folder, 'bin', 'python');
    must(spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' }));
    must(spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'temporalio'], { encoding: 'utf8' }));
    return await measureClient((address, workflowId, answer) =>
      run(python, ['-c', PYTHON_CLIENT, address, workflowId, JSON.stringify(answer)]),
    );
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws what the program said when it could not do its work: the bar then says so, and is not ok. */
function must({ status, error, stderr }: ReturnType<typeof spawnSync>): void {
  if (status !== 0)
    throw new Error(`Python's temporalio could not be installed: ${error?.message ?? String(stderr).trim().split('\n').at(-1) ?? ''}`);
}

export const clientBars = [
  defineBar({
    area: 'people',
    bar: 'a decision sent with the `temporal` program',
    unit: '',
    target: 'taken like ours',
    measure: () => measureClient(sendWithCli),
  }),
  defineBar({
    area: 'people',
    bar: "a decision sent with Python's temporalio",
    unit: '',
    target: 'taken like ours',
    measure: measurePython,
  }),
];
