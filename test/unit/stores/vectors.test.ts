import * as fc from 'fast-check';
import { openVectors, putVectors, type VectorsArtifact } from 'onceward';
import { createArtifacts, memoryStore } from 'onceward/worker';
import { describe, expect, test } from 'vitest';

const artifacts = createArtifacts({ store: memoryStore() });

describe('vectors as an artifact', () => {
  test('32-bit floats come back bit by bit, in their order', async () => {
    const vector = (length: number) => fc.float32Array({ minLength: length, maxLength: length, noNaN: true, noDefaultInfinity: true });
    const vectors = fc.integer({ min: 1, max: 40 }).chain((length) => fc.array(vector(length), { maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(vectors, async (given) => {
        const arrived = JSON.parse(JSON.stringify(await putVectors(artifacts, given))) as VectorsArtifact;
        const read = await openVectors(artifacts, arrived);
        expect(read).toEqual(given);
        for (const [row, one] of read.entries())
          for (const [at, number] of one.entries()) expect(Object.is(number, given[row]?.[at])).toBe(true);
      }),
    );
  });

  test('any other number keeps seven digits, and takes 4 bytes', async () => {
    const given = Array.from({ length: 50 }, (_, row) => Array.from({ length: 768 }, (__, at) => Math.sin(row * 768 + at) / 3));
    const reference = await putVectors(artifacts, given);
    expect(reference).toMatchObject({ bytes: 50 * 768 * 4, dimensions: 768, mediaType: 'application/x-float32' });
    const read = await openVectors(artifacts, reference);
    for (const [row, vector] of given.entries()) {
      for (const [at, number] of vector.entries())
        expect(Math.abs((read[row]?.[at] ?? 0) - number)).toBeLessThanOrEqual(Math.abs(number) * 2 ** -24);
    }
  });

  test('the bytes are those of every machine: little-endian', async () => {
    const reference = await putVectors(artifacts, [[1, -2]]);
    expect([...(await artifacts.open(reference).bytes())]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  test.each([
    [[[1, 2], [3]], 'have 2 numbers at first, and 1 in vector 1'],
    [[[1, Number.NaN]], 'hold NaN in vector 0, at 1'],
    [[[1e39]], 'hold 1e+39 in vector 0, at 0'],
    [[[undefined]], 'hold undefined in vector 0, at 0'],
  ])('%j are refused', async (vectors, problem) => {
    await expect(putVectors(artifacts, vectors as never)).rejects.toThrow(problem);
  });

  test('a reference that is not one to vectors is refused', async () => {
    const text = await artifacts.put('hello', { mediaType: 'text/plain' });
    await expect(openVectors(artifacts, { ...text, dimensions: 1 } as never)).rejects.toMatchObject({ code: 'InvalidOption' });
    const reference = await putVectors(artifacts, [[1, 2]]);
    await expect(openVectors(artifacts, { ...reference, dimensions: 3 })).rejects.toMatchObject({ code: 'InvalidOption' });
  });
});
