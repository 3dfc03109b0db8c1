import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const PROBE = fileURLToPath(new URL('../../fixtures/place/probe.ts', import.meta.url));

/** What dates, numbers and texts are on a machine that is there. */
async function probe(timeZone: string, locale: string, ...words: readonly string[]): Promise<object> {
  const env = { ...process.env, TZ: timeZone, LC_ALL: `${locale}.UTF-8` };
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', PROBE, ...words], { env });
  return JSON.parse(stdout) as object;
}

const PLACES = [
  ['America/New_York', 'de_DE'],
  ['Asia/Tokyo', 'tr_TR'],
  ['Europe/Berlin', 'ar_EG'],
  ['UTC', 'en_US'],
] as const;

test.for(PLACES)('in %s with %s, what a bundle starts with makes everything as it is with UTC and en-US', async ([timeZone, locale]) => {
  expect(await probe(timeZone, locale, 'start')).toEqual(await probe('UTC', 'en_US'));
});

test('without it, the machine shows', async () => {
  expect(await probe('America/New_York', 'de_DE')).not.toEqual(await probe('UTC', 'en_US'));
});
