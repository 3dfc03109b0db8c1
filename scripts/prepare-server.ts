/**
 * Gets the programs of the servers before the tests need them: building or fetching one takes longer than a test may. The arguments are those
 * of vitest: the S3 server and Chromium are looked for only when their tests run. Run with `--import tsx`.
 */
import { findServerBinary } from '../src/testing/dev-server/find-server-binary.ts';
import { findTestServer } from '../src/testing/time-skipping/find-test-server.ts';
import { findChromium } from '../test/support/find-chromium.ts';
import { findS3Server } from '../test/support/s3-server/find-s3-server.ts';

const S3_TEST = 'test/server/s3-store.test.ts';
const BROWSER_TEST = 'test/server/inbox-works-in-a-browser.test.ts';
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

if (!process.env['TEMPORAL_ADDRESS']) await findServerBinary(console.error);
await findTestServer(console.error);
const runs = (test: string): boolean => named.length === 0 || named.some((part) => test.includes(part));
if (runs(S3_TEST)) await findS3Server(console.error);
if (runs(BROWSER_TEST)) findChromium(console.error);
