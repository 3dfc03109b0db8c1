/** Gets the Temporal server program before the tests need it: building one takes longer than a test may. Run with `--import tsx`. */
import { findServerBinary } from '../src/testing/dev-server/find-server-binary.ts';

await findServerBinary(console.error);
