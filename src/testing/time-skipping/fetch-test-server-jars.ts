import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryCacheFolder } from '../dev-server/cache-folder.js';
import { withFolderLock } from '../dev-server/folder-lock.js';
import { runProgram } from '../dev-server/run-program.js';

const VERSION = '1.38.0';
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const FETCH_TIMEOUT_MS = 10 * 60_000;

/** A project whose only content is what it depends on. Where Maven fetches from is the user's own setting. */
const PROJECT = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>onceward</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version></dependency>
  </dependencies>
</project>
`;

/** The folder of the test server's Java archives. */
export function testServerFolder(): string {
  return join(binaryCacheFolder(), `temporal-test-server-${VERSION}`);
}

export function hasTestServerJars(): boolean {
  return existsSync(testServerFolder());
}

/** The class path, in an order that is always the same: a class archive fits one order only. */
export function testServerJars(): readonly string[] {
  const names = readdirSync(testServerFolder()).filter((name) => name.endsWith('.jar'));
  return names.sort().map((name) => join(testServerFolder(), name));
}

/** Fetches the archives with Maven into the cache: once, also when several processes ask at the same time. Gives the problem when it cannot. */
export async function fetchTestServerJars(onProgress: (line: string) => void): Promise<string | undefined> {
  const maven = await runProgram('mvn', ['--version']);
  if (!maven.ok) return `Java and Maven: \`mvn --version\`: ${maven.problem}`;
  return withFolderLock(join(binaryCacheFolder(), '.fetch-lock'), async () => {
    // Another process may have fetched them while this one waited for the lock.
    if (hasTestServerJars()) return undefined;
    onProgress(`Fetching Temporal's test server ${VERSION} once with Maven; this takes about a minute …`);
    return copyDependencies();
  });
}

async function copyDependencies(): Promise<string | undefined> {
  mkdirSync(binaryCacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(binaryCacheFolder(), '.fetch-'));
  try {
    const project = join(folder, 'pom.xml');
    const jars = join(folder, 'jars');
    writeFileSync(project, PROJECT);
    const options = [
      '--quiet',
      '--batch-mode',
      '--file',
      project,
      COPY_DEPENDENCIES,
      `-DoutputDirectory=${jars}`,
      '-DincludeScope=runtime',
    ];
    const { ok, stdout, problem } = await runProgram('mvn', options, { timeoutMs: FETCH_TIMEOUT_MS });
    if (!ok) return `Java and Maven: \`mvn\`: ${firstErrors(stdout) || problem}`;
    // A rename is all or nothing: nobody ever starts with half of the archives.
    renameSync(jars, testServerFolder());
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Maven says on its standard output what is wrong. */
function firstErrors(output: string): string {
  const errors = output.split('\n').filter((line) => line.startsWith('[ERROR]'));
  return errors.slice(0, 3).join('\n');
}
