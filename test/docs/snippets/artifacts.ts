/** What the snippets of docs/artifacts.md take for granted. */
import type { LanguageModel } from 'ai';
import type { Artifact } from 'onceward';

export declare const model: LanguageModel;
export declare function renderPage(document: Artifact, page: number): Promise<Artifact<'image/png'>>;
