import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildServerBinary } from '../../../src/testing/dev-server/build-server-binary.ts';
import { findServerBinary } from '../../../src/testing/dev-server/find-server-binary.ts';
import { startDevServer } from '../../../src/testing/dev-server/start-dev-server.ts';

/** Stands for the network: whatever is to be downloaded is asked for here, and refused. */
let proxy: Server;
let asked: string[];
let folder: string;
let programs: string;
let cache: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-test-'));
  programs = join(folder, 'programs');
  cache = join(folder, 'cache', 'onceward', 'bin');
  mkdirSync(programs);
  asked = [];
  proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  vi.stubEnv('HTTPS_PROXY', proxyUrl);
  vi.stubEnv('https_proxy', proxyUrl);
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('PATH', programs);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('TEMPORAL_ADDRESS', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  proxy.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeProgram(path: string, script: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A `go` that "builds" for a moment and counts how often; the real build takes minutes. */
function writeGo(install: string): void {
  writeProgram(join(programs, 'go'), `if [ "$1" = version ]; then exit 0; fi\n${install}`);
}

const BUILDS_SLOWLY = (log: string) =>
  `echo "$@" >> ${log}; /bin/sleep 1; echo '#!/bin/sh' > "$GOBIN/temporal"; echo 'echo temporal version 1' >> "$GOBIN/temporal"; /bin/chmod +x "$GOBIN/temporal"`;

describe.skipIf(process.platform === 'win32')('the server program', () => {
  test('is the one on the PATH when there is one, before the cached copy', async () => {
    writeProgram(join(programs, 'temporal'), 'echo temporal version 1.5.1');
    writeProgram(join(cache, 'temporal'), 'echo temporal version 1.5.1');
    expect(await findServerBinary()).toBe('temporal');
  });

  test('is the cached copy when the one on the PATH does not work', async () => {
    writeProgram(join(programs, 'temporal'), 'echo broken >&2; exit 1');
    const cached = writeProgram(join(cache, 'temporal'), 'echo temporal version 1.5.1');
    expect(await findServerBinary()).toBe(cached);
    expect(asked).toEqual([]);
  });

  test('is asked for on the network before it is built, and every way that failed is listed', async () => {
    writeProgram(join(programs, 'temporal'), 'echo something else');
    writeGo('echo "no module proxy" >&2; exit 1');
    const failure = await startDevServer().catch((error: unknown) => error);
    expect(asked).toContain('temporal.download:443');
    expect(failure).toMatchObject({
      code: 'TemporalServerNotFound',
      tried: [
        'TEMPORAL_ADDRESS: not set',
        '`temporal` on the PATH: it is another program of that name',
        'the cached copy: there is no such program',
        expect.stringMatching(/^download by the Temporal SDK: .*temporal\.download/),
        'build with Go: no module proxy',
      ],
    });
  });

  test('without any way to get it, the error says what can be done', async () => {
    const failure = await startDevServer().catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'TemporalServerNotFound',
      hint: expect.stringMatching(/TEMPORAL_ADDRESS.*PATH.*network.*Go 1\.26/),
    });
    expect(String(failure)).toContain('build with Go: `go version`: there is no such program');
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a build', () => {
  test('is done once when several ask at the same time, and says so', async () => {
    const log = join(folder, 'installs.log');
    writeGo(BUILDS_SLOWLY(log));
    const lines: string[] = [];
    const results = await Promise.all([1, 2, 3].map(() => buildServerBinary((line) => lines.push(line))));
    expect(results).toEqual(Array.from({ length: 3 }, () => ({ path: join(cache, 'temporal') })));
    expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining('3½ minutes')]);
    expect(await findServerBinary()).toBe(join(cache, 'temporal'));
  });

  test('that fails leaves nothing behind, and the next one tries again', async () => {
    writeGo('echo half > "$GOBIN/temporal"; echo "disk full" >&2; exit 1');
    expect(await buildServerBinary(() => {})).toEqual({ problem: 'build with Go: disk full' });
    expect(readdirSync(cache)).toEqual([]);
    writeGo(BUILDS_SLOWLY(join(folder, 'installs.log')));
    expect(await buildServerBinary(() => {})).toEqual({ path: join(cache, 'temporal') });
    expect(existsSync(join(cache, '.build-lock'))).toBe(false);
  });
});
