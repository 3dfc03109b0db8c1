import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeBlocks, documentationPages, readPage, REPOSITORY } from './markdown.ts';

const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };

describe.each(documentationPages())('%s', (page) => {
  const markdown = readPage(page);

  test('links to what exists', () => {
    for (const [, target = '', anchor] of markdown.matchAll(/\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)/g)) {
      expect(existsSync(join(REPOSITORY, dirname(page), target)), target).toBe(true);
      if (target === '' && anchor !== undefined) expect(headingsOf(markdown)).toContain(anchor);
    }
  });

  test('names npm commands and files that exist', () => {
    for (const [, script = ''] of markdown.matchAll(/\bnpm run ([a-z-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    const named = [...markdown.matchAll(/`((?:src|adapters|test|docs|examples|scripts)\/[\w./-]*)`/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });

  test('has no line of output or code that is too wide to read', () => {
    const lines = codeBlocks(markdown).flatMap(({ language, text }) => (language === 'sh' ? [] : text.split('\n')));
    expect(lines.filter((line) => line.length > 140)).toEqual([]);
  });
});

test('every decision is in the list of decisions', () => {
  const list = readPage('docs/decisions/README.md');
  const decisions = documentationPages().filter((page) => /\/\d{4}-/.test(page));
  expect(decisions.filter((page) => !list.includes(`(${page.split('/').at(-1)})`))).toEqual([]);
});

test('README of the document agent is 60 lines at most', () => {
  expect(readPage('examples/document-agent/README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});

function headingsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}
