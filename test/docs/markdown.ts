import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dirname, '../..');

export interface CodeBlock {
  readonly language: string;
  /** The file that it says it is: ` ```ts file=examples/quickstart/tools.ts `. */
  readonly file: string | undefined;
  readonly text: string;
  /** Of its first line of text. */
  readonly line: number;
}

/** The pages a reader starts from. The pages of errors have tests of their own. */
export function documentationPages(): readonly string[] {
  const docs = ['docs', 'docs/decisions'].flatMap((folder) => pagesIn(folder));
  const pages = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'examples/document-agent/README.md',
    'docs/artifacts.md',
  ];
  return [...pages, ...docs];
}

/** The pages of a folder, by their paths from the root. */
export function pagesIn(folder: string): readonly string[] {
  const names = readdirSync(join(REPOSITORY, folder)).filter((name) => name.endsWith('.md'));
  return names.map((name) => `${folder}/${name}`);
}

export function readPage(page: string): string {
  return readFileSync(join(REPOSITORY, page), 'utf8');
}

export function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks = markdown.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm);
  return [...blocks].map(({ index, 1: language = '', 2: file, 3: text = '' }) => {
    return { language, file, text, line: markdown.slice(0, index).split('\n').length + 1 };
  });
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
