/** What snippets import from './models.js'. */
import type { LanguageModel } from 'ai';

export declare const model: LanguageModel;
