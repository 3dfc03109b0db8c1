import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findTestServer } from '../../../src/testing/time-skipping/find-test-server.ts';
import { TimeSkippingServerNotFound } from '../../../src/shared/errors/time-skipping-server-not-found.ts';

const JARS = 'temporal-test-server-1.38.0';
let folder: string;
let programs: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-test-'));
  programs = join(folder, 'programs');
  cache = join(folder, 'cache', 'onceward', 'bin');
  mkdirSync(programs);
  vi.stubEnv('PATH', programs);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  // A port that nobody listens on stands for a network that lets no download through.
  for (const name of ['HTTPS_PROXY', 'https_proxy']) vi.stubEnv(name, 'http://127.0.0.1:9');
  for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function writeProgram(path: string, script: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function writeJava(version = '17'): void {
  writeProgram(join(programs, 'java'), `echo 'version "${version}"' >&2`);
}

/** A `mvn` that counts its calls and "fetches" two archives. */
function writeMaven(): string {
  const log = join(folder, 'maven.log');
  const fetch = 'for a in "$@"; do case $a in -DoutputDirectory=*) d=${a#*=}; /bin/mkdir -p $d; : > $d/b.jar; : > $d/a.jar;; esac; done';
  writeProgram(join(programs, 'mvn'), `if [ "$1" = --version ]; then exit 0; fi\necho called >> ${log}\n/bin/sleep 0.3\n${fetch}`);
  return log;
}

describe.skipIf(process.platform === 'win32')('the server that skips time', () => {
  test('is the program on the PATH when there is one', async () => {
    writeProgram(join(programs, 'temporal-test-server'), 'echo "Usage: <command> <port> <flags>"; echo "--enable-time-skipping"; exit 1');
    expect(await findTestServer()).toEqual({ file: 'temporal-test-server', commandLine: [] });
  });

  test('is fetched with Maven once, also when two ask at the same time, and starts with its archives in a fixed order', async () => {
    writeJava();
    const log = writeMaven();
    const [program, other] = await Promise.all([findTestServer(), findTestServer()]);
    expect(readFileSync(log, 'utf8')).toBe('called\n');
    expect(other).toMatchObject({ file: 'java', commandLine: program.commandLine });
    const classPath = program.commandLine[program.commandLine.indexOf('-cp') + 1];
    expect(classPath).toBe([join(cache, JARS, 'a.jar'), join(cache, JARS, 'b.jar')].join(':'));
    expect(readdirSync(cache)).toEqual([JARS]);
  });

  test('writes Java’s class archive once, and another for another Java', async () => {
    writeJava();
    writeMaven();
    const { commandLine, ended } = await findTestServer();
    const written = commandLine.find((option) => option.startsWith('-XX:ArchiveClassesAtExit='))?.split('=')[1] ?? '';
    writeFileSync(written, 'classes');
    ended?.();
    const archive = (await findTestServer()).commandLine.find((option) => option.startsWith('-XX:SharedArchiveFile='))?.split('=')[1] ?? '';
    expect(readFileSync(archive, 'utf8')).toBe('classes');
    expect(existsSync(written)).toBe(false);
    writeJava('21');
    expect((await findTestServer()).commandLine[0]).toMatch(/^-XX:ArchiveClassesAtExit=/);
  });

  test('is missed with a reason for each way, and nothing half fetched is left', async () => {
    writeJava();
    writeProgram(join(programs, 'mvn'), 'if [ "$1" = --version ]; then exit 0; fi; echo "[ERROR] Could not resolve the artifact"; exit 1');
    const error = await findTestServer().catch((thrown: unknown) => thrown);
    if (!TimeSkippingServerNotFound.isInstance(error)) throw error;
    expect(error.tried).toMatchObject(
      [
        /temporal-test-server.*no such program/,
        /cached copy/,
        /cached Java archives/,
        /download by the Temporal SDK/,
        /Could not resolve the artifact/,
      ].map((pattern) => expect.stringMatching(pattern) as string),
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  test('is missed when there is no Java, and Maven is not asked', async () => {
    const log = writeMaven();
    await expect(findTestServer()).rejects.toThrow('`java -version`: there is no such program');
    expect(existsSync(log)).toBe(false);
  });
});
