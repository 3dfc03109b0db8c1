import { langchain } from 'onceward/langchain/worker';
import { OncewardPlugin } from 'onceward/worker';
import type { CaseStores } from '../../measure/bench-case.ts';
import * as steps from './steps.ts';

export function createPlugin(stores?: CaseStores): OncewardPlugin {
  return new OncewardPlugin({ modules: [steps], adapters: [langchain()], ...stores });
}
