import type { Client, ClientPlugin } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import type { NativeConnection } from '@temporalio/worker';

export interface TimeSkippingServerOptions {
  /** Plugins of the client, such as `oncewardClient()`. Default: none. */
  readonly plugins?: readonly ClientPlugin[];
  /** Told in plain lines what takes time: a download. Default: nothing is said. */
  readonly onProgress?: (line: string) => void;
  /** The file the server's log is added to. Default: none is kept; the end of it is in the error when the server does not start. */
  readonly logFile?: string;
}

/** Temporal's test server, whose time runs on while there is nothing to do. Its time is one for all runs, so one test at a time. */
export interface TimeSkippingServer {
  /** `host:port`, for clients and workers of other processes. */
  readonly address: string;
  readonly namespace: string;
  readonly pid: number;
  /** While it waits for a result (`execute`, `handle.result()`), time is skipped; at any other moment the clock is an ordinary one. */
  readonly client: Client;
  /** For `Worker.create`. */
  readonly connection: NativeConnection;
  /** Skips time without waiting for a result. Resolves once the server's clock has come that far: `sleep('2 days')`. */
  sleep(duration: Duration): Promise<void>;
  /** What time it is for the server, in milliseconds since 1970. */
  currentTimeMs(): Promise<number>;
  /** Closes both connections and ends the server. Workers that use it have to be shut down before. */
  stop(): Promise<void>;
}
