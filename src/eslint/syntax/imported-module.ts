import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Rule } from 'eslint';
import type { Program } from 'estree';

/** A module that a linted file imports. */
export interface ImportedModule {
  readonly file: string;
  readonly text: string;
}

/** Editors lint a file at each key: what it imports is read again only when it has changed. */
const read = new Map<string, ImportedModule & { readonly modifiedMs: number }>();
const EXTENSIONS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '/index.ts', '/index.js'];

/** The module that a relative path leads to; undefined for a package, and for what is not there. */
export function importedModule({ filename }: Rule.RuleContext, request: string): ImportedModule | undefined {
  const found = request.startsWith('.') ? fileOf(resolve(dirname(filename), request)) : undefined;
  if (found === undefined) return undefined;
  const known = read.get(found.file);
  if (known?.modifiedMs === found.modifiedMs) return known;
  const module = { ...found, text: readFileSync(found.file, 'utf8') };
  read.set(found.file, module);
  return module;
}

/** The syntax of such a module, by the parser of the file that imports it; undefined where that takes no other file, as oxlint's. */
export function parseModule({ languageOptions }: Rule.RuleContext, { file, text }: ImportedModule): Program | undefined {
  const { parser, parserOptions, ecmaVersion } = languageOptions;
  const options = { ...parserOptions, ecmaVersion, sourceType: 'module', filePath: file, project: null, projectService: false };
  try {
    if (parser === undefined) return undefined;
    return ('parseForESLint' in parser ? parser.parseForESLint(text, options).ast : parser.parse(text, options)) as Program;
  } catch {
    // What is wrong with it is reported where it is linted itself.
    return undefined;
  }
}

function fileOf(path: string): { readonly file: string; readonly modifiedMs: number } | undefined {
  // Of TypeScript, `./tools.js` is the file tools.ts.
  const stems = [path, path.replace(/\.([cm]?)jsx?$/, '.$1ts'), path.replace(/\.jsx?$/, '.tsx')];
  for (const file of new Set(stems.flatMap((stem) => EXTENSIONS.map((extension) => `${stem}${extension}`)))) {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status?.isFile() === true) return { file, modifiedMs: status.mtimeMs };
  }
  return undefined;
}
