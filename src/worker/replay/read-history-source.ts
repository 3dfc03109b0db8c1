import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { problemOfHistory } from './problem-of-history.js';
import type { History, HistorySource } from './history-source.js';

/** A history has at most 50 MB (Temporal's `limit.historySize.error`); as JSON, payloads are base64 and names of fields come to them. */
const LARGEST_FILE_BYTES = 256 * 1024 * 1024;
const GZIP = [0x1f, 0x8b];

/** A history that can be replayed, or why there is none. */
export type ReadHistory = ReadNamed & ({ readonly history: History } | { readonly problem: string });

interface ReadNamed {
  /** Of the run; of a file that names none, the file's name. */
  readonly workflowId: string;
  /** The path of its file. */
  readonly file?: string;
}

/** Reads a history. One that is broken, foreign or too large is no error of the caller's: the others are to be replayed all the same. */
export async function readHistorySource(source: HistorySource): Promise<ReadHistory> {
  if (typeof source === 'object' && !(source instanceof URL)) return checked(source.history, { workflowId: source.workflowId ?? '' });
  const file = typeof source === 'string' ? source : fileURLToPath(source);
  const named = { workflowId: '', file };
  try {
    const text = await textOf(file);
    return await checked(parse(text), named);
  } catch (error) {
    return { ...named, workflowId: basename(file), problem: reasonOf(error) };
  }
}

async function textOf(file: string): Promise<string> {
  const tooLarge = (bytes: string): Error =>
    new Error(`it has ${bytes} bytes, more than any history has (at most ${LARGEST_FILE_BYTES} are read)`);
  const { size } = await stat(file);
  if (size > LARGEST_FILE_BYTES) throw tooLarge(String(size));
  const bytes = await readFile(file);
  if (!GZIP.every((byte, index) => bytes[index] === byte)) return bytes.toString('utf8');
  const unpacked = await promisify(gunzip)(bytes, { maxOutputLength: LARGEST_FILE_BYTES }).catch((error: unknown) => {
    throw (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge('unpacked too many') : error;
  });
  return unpacked.toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const end = text.trimEnd().endsWith('}') ? '' : ', and it does not end like a JSON object: it may have been cut off';
    throw new Error(`it is no JSON (${reasonOf(error)})${end}`, { cause: error });
  }
}

async function checked(content: unknown, named: ReadNamed): Promise<ReadHistory> {
  const { events } = (content ?? {}) as { events?: unknown };
  const fallback = { ...named, workflowId: named.workflowId || basename(named.file ?? 'history') };
  if (!Array.isArray(events) || events.length === 0) return { ...fallback, problem: 'it is no history: it has no `events`' };
  try {
    const { historyFromJSON } = await import('@temporalio/common/lib/proto-utils.js');
    const history = isJson(events) ? historyFromJSON(content) : (content as History);
    const workflowId = named.workflowId || history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId || fallback.workflowId;
    const problem = problemOfHistory(history);
    return problem === undefined ? { ...named, workflowId, history } : { ...named, workflowId, problem };
  } catch (error) {
    return { ...fallback, problem: `it is no history that this version of Temporal's packages reads (${reasonOf(error)})` };
  }
}

/** In protobuf's JSON, numbers of 64 bits are strings; Temporal's client has them as `Long`. */
function isJson(events: readonly unknown[]): boolean {
  return typeof (events[0] as { eventId?: unknown } | null)?.eventId === 'string';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

function reasonOf(error: unknown): string {
  const known = REASONS[String((error as { readonly code?: unknown }).code)];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').slice(0, 200);
}
