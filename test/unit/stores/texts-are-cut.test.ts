import { openVectors, type Artifacts } from 'onceward';
import { createArtifacts, memoryStore } from 'onceward/worker';
import { describe, expect, test } from 'vitest';
import { cutTexts, readTexts } from '../../../src/shared/artifacts/cut-texts.ts';
import { joinVectors } from '../../../src/shared/artifacts/join-vectors.ts';
import { packVectors, putVectors } from '../../../src/shared/artifacts/vectors.ts';

const store = memoryStore();
const artifacts = createArtifacts({ store });

function put(content: unknown): ReturnType<Artifacts['put']> {
  return artifacts.put(typeof content === 'string' ? content : JSON.stringify(content), { mediaType: 'application/json' });
}

async function cut(texts: readonly string[], limits: Parameters<typeof cutTexts>[2]): Promise<string[][]> {
  const batches = await cutTexts(artifacts, await put(texts), limits);
  const read = await Promise.all(batches.map((batch) => readTexts(artifacts, batch.texts)));
  expect(batches.map(({ count }) => count)).toEqual(read.map(({ length }) => length));
  return read;
}

describe('texts of an artifact', () => {
  test.each([
    ['no more than so many', ['a', 'b', 'c', 'd', 'e'], { items: 2, bytes: 100 }, [['a', 'b'], ['c', 'd'], ['e']]],
    ['no more bytes than that, as UTF-8', ['ää', 'b', 'cc'], { items: 9, bytes: 5 }, [['ää', 'b'], ['cc']]],
    ['one that is longer goes alone', ['a', 'bbbbbbbb', 'c'], { items: 9, bytes: 5 }, [['a'], ['bbbbbbbb'], ['c']]],
    ['exactly as many as fit are one batch', ['aa', 'bb'], { items: 2, bytes: 4 }, [['aa', 'bb']]],
    ['none give none', [], { items: 9, bytes: 5 }, []],
  ])('are cut into batches of the list, in its order: %s', async (_what, texts, limits, batches) => {
    expect(await cut(texts, limits)).toEqual(batches);
  });

  test('cut again, they are the same batches, stored once', async () => {
    const texts = await put(['one', 'two', 'three']);
    const first = await cutTexts(artifacts, texts, { items: 1, bytes: 100 });
    expect(await cutTexts(artifacts, texts, { items: 1, bytes: 100 })).toEqual(first);
  });

  test.each([
    ['{"texts":[]}', 'holds no list'],
    ['["a",7]', 'holds number at 1, which is no text'],
    ['["a",null]', 'holds null at 1, which is no text'],
    ['one, two', 'is no JSON'],
  ])('%s is refused: %s', async (content, problem) => {
    await expect(cutTexts(artifacts, await put(content), { items: 1, bytes: 1 })).rejects.toThrow(problem);
  });
});

describe('vectors that came in parts', () => {
  test('are one artifact, in the order of the parts, those in the store and those at hand', async () => {
    const stored = {
      vectors: await putVectors(artifacts, [
        [1, 2],
        [3, 4],
      ]),
      dimensions: 2,
    };
    const atHand = { vectors: packVectors([[5, 6]]).bytes, dimensions: 2 };
    const joined = await joinVectors(artifacts, [stored, atHand]);
    expect(joined).toEqual(
      await putVectors(artifacts, [
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    );
    expect(await openVectors(artifacts, joined)).toEqual([new Float32Array([1, 2]), new Float32Array([3, 4]), new Float32Array([5, 6])]);
  });

  test('no parts are no vectors', async () => {
    expect(await openVectors(artifacts, await joinVectors(artifacts, []))).toEqual([]);
  });

  test('of different lengths are refused', async () => {
    const parts = [[[1, 2]], [[1]]].map((vectors) => ({ vectors: packVectors(vectors).bytes, dimensions: vectors[0]?.length ?? 0 }));
    await expect(joinVectors(artifacts, parts)).rejects.toThrow('different lengths: 2, 1');
  });
});
