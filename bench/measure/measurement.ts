/** One run of a case: totals of the whole run. */
export interface Measurement {
  readonly case: string;
  /** `plain` is the same agent without Temporal. */
  readonly way: 'onceward' | 'plain' | '@temporalio/ai-sdk' | '@temporalio/ai-sdk, echo';
  readonly steps: number;
  /** Requests that the model got: one a step, and the one that ends the run. */
  readonly modelCalls: number;
  /** Of the last request to the model: all that was said before it. */
  readonly lastPromptBytes?: number;
  /** Why Temporal ended the run, if it did. */
  readonly ended?: string;
  readonly events?: number;
  readonly historyBytes?: number;
  /** The files of the artifact folder. */
  readonly storeBytes?: number;
  /** How often the worker wrote to the store. */
  readonly storePuts?: number;
  /** The records of the journal as JSON. */
  readonly journalBytes?: number;
  /** The worker's process, not Temporal's server and not the model's. */
  readonly workerCpuMs: number;
  readonly wallMs: number;
  /** Replay of the finished run from its first event, without the start of the replayer. */
  readonly replayCpuMs?: number;
  /** The machine's load of the last minute when the run ended: what else kept it busy. */
  readonly load: number;
}
