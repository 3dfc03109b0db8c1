import { log } from '@temporalio/workflow';
import { MIDDLEWARE_HOOK } from '../shared/middleware-hook.js';

/** Middleware of LangChain's that waits for what an activity throws, by its name, and what becomes of it in a workflow. */
const RETRIES: Readonly<Record<string, string>> = {
  modelRetryMiddleware: 'it asks a durable model again that its activity has given up, and multiplies the attempts',
  toolRetryMiddleware:
    'a durable tool was tried again by its activity and tells the model of its failure, so only tools that are workflow code are tried again',
  toolErrorMiddleware: 'a durable tool tells the model of its failure itself, so only tools that are workflow code are heard of',
};

const warned = new Set<string>();

/** Lets a run that makes such middleware say so, once, in the worker's log. Temporal keeps replays out of it. */
export function installRetryWarning(): void {
  Reflect.set(globalThis, MIDDLEWARE_HOOK, warnOfRetries);
}

function warnOfRetries(name: string): void {
  const reason = RETRIES[name];
  if (reason === undefined || warned.has(name)) return;
  warned.add(name);
  log.warn(`${name}: ${reason}. Leave it out, and state 'retry' where the model or tool is made durable.`, { middleware: name });
}
