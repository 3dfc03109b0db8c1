import type { StopList } from './stop-list.ts';

const INTERRUPTED = 130;

/** Ctrl-C, or SIGTERM, stops everything that was started and ends this process; Ctrl-C once more ends it at once. */
export function stopOnInterrupt(stops: StopList): void {
  const interrupt = (): void => {
    console.log('\nStopping …');
    process.exitCode = INTERRUPTED;
    process.once('SIGINT', () => process.exit(INTERRUPTED));
    void stops.stopAll().finally(() => process.exit());
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
}
