import type { WorkerProcess } from 'onceward/testing';

/** The workers that run at the moment. */
export interface WorkerFleet {
  workers(): readonly WorkerProcess[];
  /** Ends this one, then starts another. */
  replace(worker: WorkerProcess, end: (worker: WorkerProcess) => Promise<unknown>): Promise<void>;
  /** What the log of a worker said that ended by itself. */
  casualties(): readonly string[];
}

export async function startFleet(size: number, start: () => Promise<WorkerProcess>): Promise<WorkerFleet> {
  const casualties: string[] = [];
  const running = new Set<WorkerProcess>();
  const add = async (): Promise<void> => {
    const worker = await start();
    running.add(worker);
    void mourn(worker);
  };
  const mourn = async (worker: WorkerProcess): Promise<void> => {
    const code = await worker.gone;
    if (running.delete(worker)) casualties.push(`A worker ended by itself with ${code}: ${worker.logTail()}`);
  };
  for (let worker = 0; worker < size; worker += 1) await add();
  return {
    workers: () => [...running],
    async replace(worker, end) {
      running.delete(worker);
      await end(worker);
      await add();
    },
    casualties: () => casualties,
  };
}
