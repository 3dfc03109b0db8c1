/** What the snippets of every page take for granted. */
import type { durableModule } from 'onceward';
import type { OncewardPlugin } from 'onceward/worker';

export { ApprovalExpired, durableContext, StepFailed } from 'onceward';
export { aiSdk } from 'onceward/ai-sdk/worker';
export { codecServer, oncewardClient } from 'onceward/client';
export { expectHistory, startScriptedProvider, startWorkerProcess } from 'onceward/testing';
export { gather, requestApproval, saga, withOptions } from 'onceward/workflow';
export { memoryStore, OncewardPlugin } from 'onceward/worker';
export { Client, Connection } from '@temporalio/client';
export { ApplicationFailure } from '@temporalio/common';
export { bundleWorkflowCode, Worker } from '@temporalio/worker';
export { expect } from 'vitest';

export declare const durable: ReturnType<typeof durableModule>;
export declare const tools: Readonly<Record<string, unknown>>;
export declare const models: Readonly<Record<string, unknown>>;
export declare const onceward: OncewardPlugin;
export declare const workflowsPath: string;
export declare const error: unknown;
/** What a snippet leaves out. */
export declare const elided: never;
