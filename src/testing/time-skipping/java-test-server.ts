import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from '../dev-server/run-program.js';
import { hasTestServerJars, testServerFolder, testServerJars } from './fetch-test-server-jars.js';
import type { TestServerProgram, TestServerResult } from './test-server-program.js';

const MAIN_CLASS = 'io.temporal.testserver.TestServer';
const VERSION_TIMEOUT_MS = 20_000;
/** A server lives for a test, so it starts fast rather than getting fast later. */
const FAST_START = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** The test server as a Java program. Its archives may not be there yet. */
export async function javaTestServer(): Promise<TestServerResult> {
  const java = await runProgram('java', ['-version'], { timeoutMs: VERSION_TIMEOUT_MS });
  if (!java.ok) return { problem: `Java and Maven: \`java -version\`: ${java.problem}` };
  if (!hasTestServerJars()) return { file: 'java', commandLine: [] };
  const { options, ended } = classArchive(createHash('sha256').update(java.stderr).digest('hex').slice(0, 12));
  return { file: 'java', commandLine: [...options, ...FAST_START, '-cp', testServerJars().join(delimiter), MAIN_CLASS], ended };
}

/**
 * Java's archive of loaded classes halves the start (1.2 s to 0.5 s, docs/testing.md). The first server writes it when it ends, those after it
 * use it. It fits the Java that wrote it only, so it has that Java's version in its name.
 */
function classArchive(javaVersion: string): { readonly options: readonly string[] } & Required<Pick<TestServerProgram, 'ended'>> {
  const archive = join(testServerFolder(), `classes-${javaVersion}.jsa`);
  if (existsSync(archive)) return { options: ['-Xshare:auto', `-XX:SharedArchiveFile=${archive}`], ended: () => {} };
  const written = `${archive}.${process.pid}`;
  return {
    options: [`-XX:ArchiveClassesAtExit=${written}`],
    ended() {
      if (existsSync(written) && !existsSync(archive)) renameSync(written, archive);
      rmSync(written, { force: true });
    },
  };
}
