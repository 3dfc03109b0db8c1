import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One of the bench's programs, running and ready. */
export interface BenchProcess {
  /** Sends a request and resolves with its reply; one at a time. Rejects when the process ends first. */
  ask<Reply>(request: object): Promise<Reply>;
  stop(): Promise<void>;
}

export interface BenchProcessOptions {
  readonly program: URL;
  readonly programArguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export async function startBenchProcess({ program, programArguments, environment }: BenchProcessOptions): Promise<BenchProcess> {
  const file = fileURLToPath(program);
  const child = fork(file, programArguments, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A test runner's own options would slow the process down.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const gone = once(child, 'exit');
  const reply = async (): Promise<unknown> => {
    const ended = gone.then(([code, signal]) => Promise.reject(new Error(`The process of ${file} ended with ${code ?? signal}.`)));
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
    return message;
  };
  await reply();
  return {
    async ask<Reply>(request: object) {
      child.send(request);
      return (await reply()) as Reply;
    },
    async stop() {
      // It holds nothing that is needed any more.
      child.kill('SIGKILL');
      await gone;
    },
  };
}
