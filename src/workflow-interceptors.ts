/** Loaded by the plugin into every workflow before the user's code. Runs in the sandbox. */
import type { WorkflowInterceptors } from '@temporalio/workflow';
import { failureInterceptor } from './workflow/interceptors/failure-interceptor.js';
import { forkInterceptor } from './workflow/interceptors/fork-interceptor.js';
import { guardInterceptor } from './workflow/interceptors/guard-interceptor.js';
import { headerInterceptor } from './workflow/interceptors/header-interceptor.js';
import { observeInterceptor } from './workflow/interceptors/observe-interceptor.js';
import { refusalInterceptor } from './workflow/interceptors/refusal-interceptor.js';
import { runContextInterceptor } from './workflow/interceptors/run-context-interceptor.js';
import { scopeInterceptor } from './workflow/interceptors/scope-interceptor.js';
import { versionsInterceptor } from './workflow/interceptors/versions-interceptor.js';
import { installPolyfills } from './workflow/polyfills/install-polyfills.js';
import { letGoOfLostPromises } from './workflow/promises/let-go-of-lost-promises.js';
import { collectChanges } from './workflow/versions/run-changes.js';

// While this module loads: the user's modules come next, and frameworks look for globals as they load.
installPolyfills();
letGoOfLostPromises();
collectChanges();

export function interceptors(): WorkflowInterceptors {
  const all = [
    observeInterceptor(),
    versionsInterceptor(),
    runContextInterceptor(),
    scopeInterceptor(),
    failureInterceptor(),
    forkInterceptor(),
    guardInterceptor(),
    headerInterceptor(),
    refusalInterceptor(),
  ];
  return {
    inbound: all.flatMap(({ inbound }) => inbound ?? []),
    outbound: all.flatMap(({ outbound }) => outbound ?? []),
    internals: all.flatMap(({ internals }) => internals ?? []),
  };
}
