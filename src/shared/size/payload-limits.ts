const KIB = 1_024;
const MIB = 1_024 * KIB;

/** The largest value a call may carry, in bytes of JSON. Beyond this a workflow would parse it again in every replay; pass an artifact instead. */
export const LARGEST_VALUE_BYTES = 16 * MIB;

/** The largest value without a store: Temporal refuses 2 MiB (`limit.blobSize.error`), and the rest of the message needs room. */
export const LARGEST_INLINE_BYTES = 1_900 * KIB;

/** From here on a payload goes to the store: a tenth of what Temporal refuses, so several that stay fit into one request. */
export const OFFLOAD_ABOVE_BYTES = 128 * KIB;

/** What a command takes besides its input: header, summary, timeouts, names. */
export const COMMAND_BYTES = KIB;

/** What one workflow task may send: gRPC takes 4 MiB, and a task that sends more is tried again for ever. */
export const LARGEST_TASK_BYTES = 3 * MIB;

/** Commands in one workflow task: the code that makes them has seconds, also on a busy machine, or the task is given up and begun anew. */
export const LARGEST_TASK_COMMANDS = 500;

/** Pending activities, and pending children, of one run: the server refuses the 2,000th (`limit.numPendingActivities.error`) again and again. */
export const LARGEST_PENDING = 1_900;

/** The longest message of a failure, in characters: failures never go to the store, and one above 4 MiB blocks its run. */
export const LONGEST_MESSAGE_CHARACTERS = 8 * KIB;
