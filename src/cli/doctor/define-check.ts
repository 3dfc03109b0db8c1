import type { Server } from '../server/connect-to-server.js';
import type { Manifest } from '../manifest.js';
import type { InstalledPackage } from './packages/read-package.js';

/** What the checks look at. Everything costly is made once, when the first check asks. */
export interface DoctorContext {
  /** Where the user's project is. */
  readonly folder: string;
  /** This package's own package.json: what it asks of others. */
  readonly manifest: Manifest;
  /** The task queue to look at, when the user named one. */
  readonly taskQueue: string | undefined;
  /** The file that exports the worker's plugin, when the user named one. */
  readonly plugin: string | undefined;
  /** How many runs to read at most, when the user said so. */
  readonly runs: number | undefined;
  /** The packages that the project can reach. */
  readonly packages: () => readonly InstalledPackage[];
  /** A connection to the server. Rejects when there is none. */
  readonly server: () => Promise<Server>;
}

export interface CheckResult {
  readonly ok: boolean;
  /** What was found, in a line. */
  readonly detail: string;
  /** What to do, when it is not ok. */
  readonly fix?: string;
  /** What was found in full, for `--json`. */
  readonly data?: unknown;
  /** The same for people: rows below the line, the first with the titles. */
  readonly table?: readonly (readonly string[])[];
}

export interface Check {
  /** Stable, for `--json`: `node-version`. */
  readonly id: string;
  readonly title: string;
  /** False leaves the check out, such as one about a task queue when none was named. */
  appliesTo?(context: DoctorContext): boolean;
  /** May throw: a check that cannot be made is not ok. */
  run(context: DoctorContext): CheckResult | Promise<CheckResult>;
}

/** Declares one thing that `onceward doctor` looks at. */
export function defineCheck(check: Check): Check {
  return check;
}
