import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expectReplays } from 'onceward/testing';
import { expect, test } from 'vitest';
import { examplesOnDisk, KEPT_CODE } from '../../support/histories/kept-code.ts';
import { examplesOf, filesOf, historyFile, keptReleases, releaseVersions } from '../../support/histories/kept-histories.ts';

const RELEASES = keptReleases();
Runtime.install({ logger: new DefaultLogger('ERROR') });

test.each(KEPT_CODE)('what every release wrote for $name is replayed by the code of today', async ({ examples, load }) => {
  const files = RELEASES.flatMap((kept) =>
    examplesOf(kept)
      .filter((example) => examples.includes(example))
      .map((example) => historyFile(kept.release, example)),
  );
  await expectReplays(files, await load());
});

test('each example has a history that is kept: `npm run record-histories` records what is missing', () => {
  const kept = new Set(RELEASES.flatMap(examplesOf));
  expect(examplesOnDisk().filter((example) => !kept.has(example))).toEqual([]);
});

test('each history that is kept is replayed with the code of an example, and is in the index of its release', () => {
  const replayed = KEPT_CODE.flatMap(({ examples }) => examples);
  for (const kept of RELEASES) {
    expect(examplesOf(kept).filter((example) => !replayed.includes(example))).toEqual([]);
    expect(filesOf(kept)).toEqual(examplesOf(kept));
  }
});

test('each release that was published keeps histories', () => {
  const kept = RELEASES.map(({ release }) => release);
  expect(releaseVersions().published.filter((release) => !kept.includes(release))).toEqual([]);
});
