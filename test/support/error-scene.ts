import { WorkflowFailedError } from '@temporalio/client';
import * as ai from 'ai';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import type { ErrorCase } from '../fixtures/ai-sdk-errors/error-case.ts';
import { openScene } from '../fixtures/harness/open-scene.ts';
import { startWire } from '../fixtures/round-trip/start-wire.ts';

/** What became of a case. */
export interface SeenError {
  /** What the run failed with; absent when it went on. */
  readonly failure?: { readonly type: string; readonly message: string; readonly nonRetryable: boolean };
  /** The last thing that the model was told. */
  readonly told: string;
  /** Each would be tried again for ever. */
  readonly failedWorkflowTasks: number;
}

export interface ErrorScene {
  readonly cases: Readonly<Record<string, ErrorCase>>;
  make(name: string): Promise<SeenError>;
  stop(): Promise<void>;
}

/** A server, a worker with the AI SDK, and a wire that answers what the cases want. */
export async function startErrorScene(): Promise<ErrorScene> {
  const wire = await startWire();
  // The models are made as their module loads, and want to know where their provider is.
  process.env['WIRE_URL'] = wire.url;
  const { errorCases: cases } = await import('../fixtures/ai-sdk-errors/workflows.ts');
  const modules = await Promise.all([import('../fixtures/ai-sdk-errors/models.ts'), import('../fixtures/round-trip/models.ts')]);
  const plugin = new OncewardPlugin({
    modules,
    adapters: [aiSdk()],
    store: memoryStore(),
    journal: memoryJournal(),
    defaults: { retry: { maximumAttempts: 2, initialInterval: '10ms' }, outagePatience: false },
  });
  const scene = await openScene({ workflows: new URL('../fixtures/ai-sdk-errors/workflows.ts', import.meta.url), plugin });
  return {
    cases,
    async make(name) {
      wire.play(cases[name]?.script ?? (() => ({ status: 500, json: { error: { message: 'Nobody should have asked' } } })));
      const handle = await scene.start('errorCase', name);
      const failure = await handle.result().then(() => undefined, toFailure);
      const { events } = await handle.fetchHistory();
      const failedWorkflowTasks = (events ?? []).filter((event) => event.workflowTaskFailedEventAttributes).length;
      return { ...(failure !== undefined && { failure }), told: lastTold(wire.requests().at(-1)?.body), failedWorkflowTasks };
    },
    async stop() {
      await scene.close();
      await wire.close();
    },
  };
}

function toFailure(error: unknown): SeenError['failure'] {
  if (!(error instanceof WorkflowFailedError)) throw error;
  const { type, message, nonRetryable } = error.cause as unknown as { type: string; message: string; nonRetryable: boolean };
  return { type, message, nonRetryable };
}

function lastTold(body: unknown): string {
  const { messages = [] } = (body ?? {}) as { readonly messages?: readonly { readonly role: string; readonly content: unknown }[] };
  const content = messages.findLast(({ role }) => role === 'tool')?.content;
  return typeof content === 'string' ? content : '';
}

/** Whether it is what the case says. */
export function isAsExpected({ outcome }: ErrorCase, { failure, told, failedWorkflowTasks }: SeenError): boolean {
  if (failedWorkflowTasks > 0) return false;
  if ('tells' in outcome) return failure === undefined && told.includes(outcome.tells);
  return failure?.type === outcome.fails && failure.nonRetryable && failure.message.includes(outcome.saying);
}

/** The error classes that the installed AI SDK exports. */
export function exportedErrorClasses(): readonly string[] {
  return Object.entries(ai)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error)
    .map(([name]) => name);
}
