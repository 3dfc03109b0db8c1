import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  setHandler,
  sleep,
  upsertMemo,
} from '@temporalio/workflow';
import { isStepCount, ToolLoopAgent } from 'ai';
import type { Artifact } from 'onceward';
import { gather, requestApproval } from 'onceward/workflow';
import { canaryOf } from './canaries.ts';
import { count, fail, keep, lengthOf, lookUp, model, work, workAtLength, write, writeAtLength, writeUnsure } from './steps.ts';

/** The first bytes of a PNG, then a canary: nobody here decodes it. */
const IMAGE = Uint8Array.from(
  Array.from(`\u0089PNG\r\n\u001a\n....IHDR........${canaryOf('image in a prompt')}`, (character) => character.charCodeAt(0)),
);

/** Takes and gives content in every way there is, and is continued once. */
export async function everything(_input: string, uploaded: Artifact, next?: string): Promise<string> {
  if (next !== undefined) return canaryOf('result of a run');
  let isSignalled = false;
  setHandler(defineSignal<[string]>('say'), () => void (isSignalled = true));
  setHandler(defineUpdate<string, [string]>('ask'), () => canaryOf('answer of an update'));
  upsertMemo({ later: canaryOf('memo set by the workflow') });
  await sleep(1, { summary: canaryOf('summary of a timer') });
  await condition(() => isSignalled);
  await requestApproval({ id: 'publish', proposed: 'what a person sees' });
  await executeChild(childOf, { args: [canaryOf('input of a child')], memo: { note: canaryOf('memo of a child') } });
  await steps(uploaded);
  await agent();
  return continueAsNew<typeof everything>('', uploaded, canaryOf('input of the next run'));
}

async function steps(uploaded: Artifact): Promise<void> {
  await lengthOf(uploaded);
  await work(canaryOf('input of a step'));
  await workAtLength();
  await fail().catch(() => undefined);
  await lengthOf(await keep());
  await write(canaryOf('input of a write'));
  await writeAtLength();
  await gather([canaryOf('item of a fan-out')], (item) => work(item));
}

async function agent(): Promise<void> {
  const looped = new ToolLoopAgent({
    model,
    instructions: canaryOf('instructions of an agent'),
    tools: { lookUp, count },
    stopWhen: isStepCount(5),
  });
  await looped.generate({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: canaryOf('prompt') },
          { type: 'image', image: IMAGE },
        ],
      },
    ],
  });
}

export async function childOf(_text: string): Promise<string> {
  return canaryOf('result of a child');
}

export async function failing(): Promise<never> {
  throw ApplicationFailure.nonRetryable(canaryOf('failure of a run'), 'Refused', canaryOf('details of a failure'));
}

/** A write that a person has to decide about. */
export async function unsure(): Promise<void> {
  await writeUnsure();
}

export async function takes(_text: string): Promise<void> {}
