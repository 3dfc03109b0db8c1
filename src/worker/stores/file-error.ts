import { StoreUnavailable } from '../../shared/errors/store-unavailable.js';

/** Whether `error` is the system error `code`, such as `ENOENT`. */
export function hasErrorCode(error: unknown, code: string): boolean {
  return codeOf(error) === code;
}

/** What a file operation gives, or `undefined` if the file or its folder is not there. */
export async function undefinedIfAbsent<Value>(operation: Promise<Value>): Promise<Value | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

interface Trouble {
  readonly problem: string;
  readonly hint: string;
  readonly retryable: boolean;
}

const FULL: Trouble = { problem: 'has no space left', hint: 'Free space on its disk; the step is tried again.', retryable: true };
const DENIED: Trouble = {
  problem: 'cannot be used by this process',
  hint: 'Let the user of this process read and write the folder and everything in it.',
  retryable: false,
};
const NO_FOLDER: Trouble = {
  problem: 'is no folder',
  hint: 'Give `folder` a path that is a folder, or does not exist yet.',
  retryable: false,
};

const TROUBLES: Readonly<Record<string, Trouble>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: DENIED,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
};

/** A system error as a `StoreUnavailable` of the store; any other error as it is. */
export function toFileStoreError({ name, location }: { readonly name: string; readonly location: string }, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error) || !('syscall' in error)) return error;
  const { problem, hint, retryable } = TROUBLES[code] ?? {
    problem: 'cannot be used now',
    hint: 'Look at the disk and at the limits of this process; the step is tried again.',
    retryable: true,
  };
  return new StoreUnavailable({ store: name, location, problem: `${problem} (${code})`, hint, retryable, cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
