/** What snippets import from './onceward.js'. */
import type { OncewardPlugin } from 'onceward/worker';

export declare const onceward: OncewardPlugin;
