export interface DevServerOptions {
  /** The SQLite file the server keeps its data in; without one everything is gone when it stops. Created when missing. */
  readonly databaseFile?: string;
  /** The namespace to create and use. Default `default`. */
  readonly namespace?: string;
  /** The port to listen on. Default: a free one. A port that is taken is an error (`TemporalServerFailed`). */
  readonly port?: number;
  /** The port of Temporal's web UI; `0` takes a free one. Default `false`: no UI. */
  readonly uiPort?: number | false;
  /** Search attributes to register, name to type: `{ customer: 'Keyword' }`. */
  readonly searchAttributes?: Readonly<Record<string, string>>;
  /**
   * Values of Temporal's dynamic configuration, by key, such as `{ 'limit.maxIDLength': 255 }`.
   * @default { 'system.enableActivityEagerExecution': true }
   */
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
  /** Told in plain lines what takes time: a download, or a build of some minutes. Default: nothing is said. */
  readonly onProgress?: (line: string) => void;
  /** The file the server's log is added to. Default: none is kept; the end of it is in the error when the server does not start. */
  readonly logFile?: string;
}

/** A Temporal server ready for use. */
export interface DevServer {
  /** `host:port` for `Connection.connect` and `NativeConnection.connect`. */
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl?: string;
  /** `false` when `TEMPORAL_ADDRESS` named a server that was already running. */
  readonly startedHere: boolean;
  /** The server's process, when it was started here. */
  readonly pid?: number;
  /** Ends a server that was started here and resolves once its ports are free; does nothing to any other, or when called again. */
  stop(): Promise<void>;
}
