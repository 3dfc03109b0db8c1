import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClaimPages, expectedFacts } from '../../../examples/document-agent/scene/claim-file.ts';
import { textOfPage } from '../../../examples/document-agent/scene/claim-page.ts';
import { findCompany } from '../../../examples/document-agent/scene/company-register.ts';
import { extractionPasses } from '../../../examples/document-agent/scene/extraction-passes.ts';
import { embedTexts } from '../../../examples/document-agent/search/embed-texts.ts';
import { fromPassagesText, toPassagesText } from '../../../examples/document-agent/search/passages.ts';
import { splitText } from '../../../examples/document-agent/search/split-text.ts';
import { openVectorStore } from '../../../examples/document-agent/search/vector-store.ts';
import { extractFacts } from '../../../examples/document-agent/services/extract-facts.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'));
  file = join(folder, 'new', 'vectors.sqlite');
});

afterEach(() => rm(folder, { recursive: true }));

function unitVector(direction: number): Float32Array {
  return Float32Array.from({ length: 512 }, (_, index) => (index === direction ? 1 : 0));
}

describe('splitting', () => {
  it('gives no chunk for no text', () => {
    expect(splitText(' \n\n ', { page: 1 })).toEqual([]);
  });

  it('loses no line, and cuts no short line', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index} ${'word '.repeat(index % 15)}`.trim());
    const chunks = splitText(lines.join('\n'), { page: 7 });
    expect(new Set(chunks.flatMap((chunk) => chunk.text.split('\n')))).toEqual(new Set(lines));
    expect(chunks.map(({ page, ordinal }) => ({ page, ordinal }))).toEqual(chunks.map((_, ordinal) => ({ page: 7, ordinal })));
    expect(Math.max(...chunks.map((chunk) => chunk.text.length))).toBeLessThanOrEqual(600);
  });

  it('repeats the end of a chunk at the start of the next', () => {
    const [first, second] = splitText(Array.from({ length: 30 }, (_, index) => `This is line number ${index} of the page.`).join('\n'), {
      page: 1,
    });
    expect(second?.text.split('\n')[0]).toBe(first?.text.split('\n').at(-3));
  });

  it('cuts a line that is longer than a chunk, with and without spaces', () => {
    const words = 'word '.repeat(400).trim();
    expect(
      splitText(words, { page: 1 })
        .map((chunk) => chunk.text)
        .join(' '),
    ).toBe(words);
    expect(splitText('x'.repeat(1500), { page: 1 }).map((chunk) => chunk.text.length)).toEqual([600, 600, 300]);
  });
});

describe('passages', () => {
  it('come back from a prompt with their pages, each once and in reading order', () => {
    const chunks = [
      { page: 9, ordinal: 0, text: 'nine' },
      { page: 2, ordinal: 1, text: 'two, second' },
      { page: 2, ordinal: 0, text: 'two, first\nand more' },
      { page: 9, ordinal: 0, text: 'nine' },
    ];
    const passages = fromPassagesText(`Answer from these passages.\n\n${toPassagesText(chunks)}`);
    expect(passages.map(({ page, text }) => [page, text.trim()])).toEqual([
      [2, 'two, first\nand more'],
      [2, 'two, second'],
      [9, 'nine'],
    ]);
  });
});

describe('the vector store', () => {
  it('finds the nearest chunks first, with page and distance', () => {
    const store = openVectorStore(file);
    for (const page of [1, 2, 3]) store.add({ page, ordinal: 0, text: `page ${page}`, vector: unitVector(page) });
    const [nearest, ...rest] = store.search(unitVector(2), 2);
    store.close();
    expect(nearest).toEqual({ page: 2, ordinal: 0, text: 'page 2', distance: 0 });
    expect(rest.map((chunk) => chunk.distance)).toEqual([1]);
  });

  it('holds a chunk once, however often it is added, and survives being closed', () => {
    const first = openVectorStore(file);
    for (const text of ['old', 'old', 'new']) first.add({ page: 1, ordinal: 0, text, vector: unitVector(1) });
    first.close();
    const second = openVectorStore(file);
    expect(second.search(unitVector(1), 10)).toEqual([{ page: 1, ordinal: 0, text: 'new', distance: 0 }]);
    second.close();
  });

  it('refuses a vector of another size and stays as it was', () => {
    const store = openVectorStore(file);
    expect(() => store.add({ page: 1, ordinal: 0, text: 'x', vector: new Float32Array(3) })).toThrow('A vector has 512 numbers, got 3.');
    expect(store.search(unitVector(1), 10)).toEqual([]);
    store.close();
  });

  it('takes the same chunks from four processes at once and holds each once', async () => {
    const children = Array.from({ length: 4 }, () => fork(new URL('./fixtures/add-chunks.ts', import.meta.url), [file], { execArgv: [] }));
    expect(await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as unknown))).toEqual([0, 0, 0, 0]);
    const store = openVectorStore(file);
    expect(
      store
        .search(unitVector(1), 100)
        .map((chunk) => chunk.page)
        .sort((left, right) => left - right),
    ).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    store.close();
  });
});

describe('retrieval', () => {
  it('brings every pass what it needs, and no pass the whole file', async () => {
    const options = { pages: 20, seed: 3 };
    const facts = expectedFacts(options);
    const company = { ...findCompany(facts.contractor.registryNumber ?? '') };
    const store = openVectorStore(file);
    const chunks = createClaimPages(options).flatMap((page) => splitText(textOfPage(page), { page: page.number }));
    const vectors = await embedTexts(chunks.map((chunk) => chunk.text));
    chunks.forEach((chunk, index) => store.add({ ...chunk, vector: vectors[index] ?? new Float32Array() }));
    for (const { name, searchQueries } of extractionPasses) {
      const found = (await embedTexts(searchQueries)).flatMap((vector) => store.search(vector, 5));
      expect(extractFacts(name, { passages: fromPassagesText(toPassagesText(found)), company })).toEqual(facts[name]);
      expect(new Set(found.map((chunk) => chunk.page)).size).toBeLessThan(12);
    }
    store.close();
  });
});
