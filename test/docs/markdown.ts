import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dirname, '../..');

export interface CodeBlock {
  readonly language: string;
  /** The file that it says it is: ` ```ts file=examples/quickstart/tools.ts `. */
  readonly file: string | undefined;
  readonly text: string;
}

/** The pages a reader starts from. The pages of errors have tests of their own. */
export function documentationPages(): readonly string[] {
  const decisions = readdirSync(join(REPOSITORY, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
  const pages = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'examples/document-agent/README.md',
    'docs/artifacts.md',
    'docs/benchmarks.md',
    'docs/chaos.md',
    'docs/testing.md',
  ];
  return [...pages, ...decisions];
}

export function readPage(page: string): string {
  return readFileSync(join(REPOSITORY, page), 'utf8');
}

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks = markdown.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, language = '', file, text = '']) => ({ language, file, text }));
}

/** The cells of the rows below a table's head that starts with `firstHeading`. */
export function tableRows(markdown: string, firstHeading: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`));
  if (head === -1) throw new Error(`There is no table that starts with '${firstHeading}'.`);
  const below = lines.slice(head + 2);
  const end = below.findIndex((line) => !line.startsWith('|'));
  return below.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}
