import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks, pagesIn, readPage, REPOSITORY } from './markdown.ts';

/** What snippets take for granted: a module for all pages, and one for a page that needs more. */
const GIVEN = join(REPOSITORY, 'test/docs/snippets');
/** What they import from files beside them: models.ts, tools.ts and the like. */
const MODULES = join(GIVEN, 'modules');
const COMPILER = join(REPOSITORY, 'node_modules/typescript/bin/tsc');

interface Snippet {
  /** Its page and line, as the name of its file. */
  readonly file: string;
  readonly code: string;
}

test('every TypeScript snippet of the documentation compiles', () => {
  const snippets = [...pagesIn('docs'), ...pagesIn('docs/errors')].flatMap(snippetsOf);
  expect(snippets.length).toBeGreaterThan(30);
  expect(complaintsOf(snippets)).toBe('');
}, 120_000);

test('a snippet that does not compile is named, with its page and line', () => {
  const complaints = complaintsOf([{ file: 'docs-wrong.md-7.ts', code: "import { saga } from 'onceward/workflow';\nsaga(1);\n" }]);
  expect(complaints).toContain('docs-wrong.md-7.ts');
  expect(complaints).toContain('TS2345');
}, 120_000);

function snippetsOf(page: string): readonly Snippet[] {
  const blocks = codeBlocks(readPage(page)).filter(({ language, file }) => language === 'ts' && file === undefined);
  return blocks.map(({ line, text }) => ({ file: `${page.replaceAll('/', '-')}-${line}.ts`, code: toModule(page, text) }));
}

/** A part of a function goes into one: it may wait and return. What it does not declare itself is imported. */
function toModule(page: string, text: string): string {
  const code = text.replaceAll('{ … }', 'elided');
  const body = /^(?:import|export) /m.test(code)
    ? code
    : `export async function snippet(): Promise<unknown> {\n${code}\nreturn undefined;\n}\n`;
  const own = `${basename(page, '.md')}.ts`;
  const modules = readdirSync(GIVEN).filter((name) => name === own || name === 'all-pages.ts');
  const taken = new Set<string>();
  const imports = modules
    .toSorted((one) => (one === own ? -1 : 1))
    .map((name) => {
      const names = namesIn(name).filter((given) => !taken.has(given) && isUsed(given, code));
      for (const given of names) taken.add(given);
      return `import { ${names.join(', ')} } from ${JSON.stringify(join(GIVEN, name))};\n`;
    });
  return imports.join('') + body;
}

function namesIn(module: string): readonly string[] {
  const text = readFileSync(join(GIVEN, module), 'utf8');
  const declared = [
    ...text.matchAll(/^export declare (?:const|function|class) (\w+)/gm),
    ...text.matchAll(/^export (?:interface|type) (\w+)/gm),
  ];
  const passedOn = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );
  return [...declared.map(([, name = '']) => name), ...passedOn.filter((name) => name !== '')];
}

function isUsed(name: string, code: string): boolean {
  const isDeclared = [`import [^;]*\\b${name}\\b[^;]* from`, `(?:const|let|function|class|interface|type) ${name}\\b`].some((pattern) =>
    new RegExp(pattern).test(code),
  );
  return !isDeclared && new RegExp(`(?<![\\w']|[^.]\\.)${name}\\b(?!:|')`).test(code);
}

/** What the compiler says of them; nothing when all is well. */
function complaintsOf(snippets: readonly Snippet[]): string {
  const cache = join(REPOSITORY, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'snippets-'));
  try {
    for (const { file, code } of snippets) writeFileSync(join(folder, file), code);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(toConfig(folder, snippets)));
    const { stdout } = spawnSync(process.execPath, [COMPILER, '-p', folder], { encoding: 'utf8' });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toConfig(folder: string, snippets: readonly Snippet[]): object {
  return {
    extends: join(REPOSITORY, 'tsconfig.json'),
    compilerOptions: {
      rootDirs: [folder, MODULES],
      verbatimModuleSyntax: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      noPropertyAccessFromIndexSignature: false,
    },
    files: snippets.map(({ file }) => file),
    include: [],
    exclude: [],
  };
}
