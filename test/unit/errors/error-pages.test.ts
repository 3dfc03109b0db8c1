import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES, ERROR_CODES, failureTypeOf } from 'onceward';
import { describe, expect, test } from 'vitest';
import { errorSlug } from '../../../src/shared/errors/error-code.ts';
import { SAMPLE_ERRORS } from './sample-errors.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PAGES = join(ROOT, 'docs/errors');
const FAILURE_TYPES = 'failure-types.md';

function readPage(name: string): string {
  return readFileSync(join(PAGES, name), 'utf8');
}

describe.each(ERROR_CODES)('the page of %s', (code) => {
  const name = `${errorSlug(code)}.md`;

  test('exists, where docsUrl says, with the four headings', () => {
    expect(existsSync(join(PAGES, name)), `docs/errors/${name}`).toBe(true);
    expect(SAMPLE_ERRORS[code].docsUrl.endsWith(`/docs/errors/${name}`)).toBe(true);
    const headings = readPage(name).match(/^#{1,2} .*$/gm);
    expect(headings).toEqual([`# ${code}`, '## What happened', '## Why', '## What to do']);
  });

  test('shows a message as the error really has it', () => {
    expect(readPage(name)).toContain(`\`\`\`text\n${code}: ${SAMPLE_ERRORS[code].message}\n\`\`\``);
  });
});

test('there is no page without a code', () => {
  const expected = [...ERROR_CODES.map((code) => `${errorSlug(code)}.md`), FAILURE_TYPES].sort();
  expect(readdirSync(PAGES).sort()).toEqual(expected);
});

test('every failure type is explained beside its category', () => {
  const page = readPage(FAILURE_TYPES);
  for (const category of CATEGORIES) expect(page).toContain(`| \`${failureTypeOf(category)}\` | \`${category}\` |`);
  expect(page.match(/^\| `/gm)).toHaveLength(CATEGORIES.length);
});

test('every link between the pages leads to a page', () => {
  for (const name of readdirSync(PAGES)) {
    for (const [, target = ''] of readPage(name).matchAll(/\]\(([\w-]+\.md)\)/g)) {
      expect(existsSync(join(PAGES, target)), `${name} links ${target}`).toBe(true);
    }
  }
});
