/** Gets the programs of the Temporal servers before the tests need them: building or fetching one takes longer than a test may. Run with `--import tsx`. */
import { findServerBinary } from '../src/testing/dev-server/find-server-binary.ts';
import { findTestServer } from '../src/testing/time-skipping/find-test-server.ts';

if (!process.env['TEMPORAL_ADDRESS']) await findServerBinary(console.error);
await findTestServer(console.error);
