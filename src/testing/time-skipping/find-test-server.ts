import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TimeSkippingServerNotFound } from '../../shared/errors/time-skipping-server-not-found.js';
import { binaryCacheFolder } from '../dev-server/cache-folder.js';
import { downloadServerBinary } from '../dev-server/download-server-binary.js';
import { runProgram } from '../dev-server/run-program.js';
import { fetchTestServerJars, hasTestServerJars } from './fetch-test-server-jars.js';
import { javaTestServer } from './java-test-server.js';
import type { TestServerProgram, TestServerResult } from './test-server-program.js';

const PROGRAM_NAME = 'temporal-test-server';
const USAGE_TIMEOUT_MS = 20_000;

/** The test server: on the PATH, in the cache, downloaded, or of Java and Maven. Throws `TimeSkippingServerNotFound` when none works. */
export async function findTestServer(onProgress: (line: string) => void = () => {}): Promise<TestServerProgram> {
  const ways = [
    () => checkProgram(PROGRAM_NAME, `\`${PROGRAM_NAME}\` on the PATH`),
    () => checkProgram(cachedPath(), 'the cached copy'),
    () => startWithCachedJars(),
    () => download(onProgress),
    () => fetchJars(onProgress),
  ];
  const tried = [];
  for (const way of ways) {
    const result = await way();
    if ('file' in result) return result;
    tried.push(result.problem);
  }
  throw new TimeSkippingServerNotFound({ tried });
}

function cachedPath(): string {
  return join(binaryCacheFolder(), process.platform === 'win32' ? `${PROGRAM_NAME}.exe` : PROGRAM_NAME);
}

/** Without a port it prints how it is called, and ends. */
async function checkProgram(path: string, name: string): Promise<TestServerResult> {
  if (path !== PROGRAM_NAME && !existsSync(path)) return { problem: `${name}: there is none` };
  const { ok, stdout, stderr, problem } = await runProgram(path, [], { timeoutMs: USAGE_TIMEOUT_MS });
  if (`${stdout}${stderr}`.includes('--enable-time-skipping')) return { file: path, commandLine: [] };
  return { problem: `${name}: ${ok ? 'it is another program of that name' : problem}` };
}

async function startWithCachedJars(): Promise<TestServerResult> {
  return hasTestServerJars() ? javaTestServer() : { problem: 'cached Java archives: there are none' };
}

async function download(onProgress: (line: string) => void): Promise<TestServerResult> {
  const result = await downloadServerBinary({ environment: 'createTimeSkipping', path: cachedPath() }, onProgress);
  return 'path' in result ? { file: result.path, commandLine: [] } : result;
}

async function fetchJars(onProgress: (line: string) => void): Promise<TestServerResult> {
  const java = await javaTestServer();
  if ('problem' in java) return java;
  const problem = await fetchTestServerJars(onProgress);
  return problem === undefined ? javaTestServer() : { problem };
}
