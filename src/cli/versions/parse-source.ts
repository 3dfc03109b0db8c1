import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** A node of the syntax tree, as swc has it: its own types name each kind, and we look at three of them. */
export interface SyntaxNode {
  readonly type: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly [name: string]: unknown;
}

/** A file of code, read. */
export interface ParsedSource {
  readonly file: string;
  readonly root: SyntaxNode;
  lineOf(node: SyntaxNode): number;
}

/** Positions of swc count bytes through all files it has read. A token in front of everything tells where this one begins. */
const FIRST_TOKEN = ';';

/** @returns the message instead, when it is no code that can be read */
export async function parseSource(file: string): Promise<ParsedSource | string> {
  const text = readFileSync(file, 'utf8').replace(/^#!/, '//');
  const { parse } = await import('@swc/core');
  const isTypeScript = /^\.[cm]?tsx?$/.test(extname(file));
  const hasJsx = extname(file).endsWith('x') || !isTypeScript;
  const syntax = isTypeScript
    ? ({ syntax: 'typescript', tsx: hasJsx, decorators: true } as const)
    : ({ syntax: 'ecmascript', jsx: hasJsx, decorators: true } as const);
  try {
    const root = (await parse(FIRST_TOKEN + text, { ...syntax, target: 'esnext' })) as unknown as SyntaxNode;
    const startByte = (root.span?.start ?? 0) + FIRST_TOKEN.length;
    const bytes = Buffer.from(text);
    const lineOf = ({ span }: SyntaxNode): number =>
      bytes
        .subarray(0, Math.max(0, (span?.start ?? 0) - startByte))
        .toString('utf8')
        .split('\n').length;
    return { file, root, lineOf };
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).trim().split('\n').at(0) ?? '';
  }
}

/** Every node below one, itself first, in the order of the source. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  if (typeof node.type === 'string') yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === 'object' && child !== null) yield* nodesOf(child as SyntaxNode);
    }
  }
}
