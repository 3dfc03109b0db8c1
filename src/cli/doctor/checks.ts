import { approvals } from './checks/approvals.js';
import { frameworks } from './checks/frameworks.js';
import { namespace } from './checks/namespace.js';
import { nodeVersion } from './checks/node-version.js';
import { pollers } from './checks/pollers.js';
import { protobuf } from './checks/protobuf.js';
import { sideEffects } from './checks/side-effects.js';
import { server } from './checks/server.js';
import { store } from './checks/store.js';
import { temporalPackages } from './checks/temporal-packages.js';
import { timeouts } from './checks/timeouts.js';
import type { Check } from './define-check.js';

/** Everything `onceward doctor` looks at, in the order in which it is printed. */
export const CHECKS: readonly Check[] = [
  nodeVersion,
  temporalPackages,
  protobuf,
  frameworks,
  server,
  namespace,
  pollers,
  store,
  approvals,
  sideEffects,
  timeouts,
];
