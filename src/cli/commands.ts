import { approve } from './commands/approvals/approve.js';
import { edit } from './commands/approvals/edit.js';
import { list } from './commands/approvals/list.js';
import { reject } from './commands/approvals/reject.js';
import { respond } from './commands/approvals/respond.js';
import { doctor } from './commands/doctor.js';
import { exportConversation } from './commands/export.js';
import { fork } from './commands/fork.js';
import { inbox } from './commands/inbox.js';
import { explain } from './commands/explain.js';
import { lock } from './commands/lock.js';
import { erase } from './commands/store/erase.js';
import { replay } from './commands/replay.js';
import { gc } from './commands/store/gc.js';
import { verify } from './commands/store/verify.js';
import { transcript } from './commands/transcript.js';
import { builds } from './commands/versions/builds.js';
import { check } from './commands/versions/check.js';
import { status } from './commands/versions/status.js';
import type { Command } from './grammar/define-command.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  doctor,
  list,
  approve,
  reject,
  edit,
  respond,
  inbox,
  lock,
  status,
  check,
  builds,
  transcript,
  exportConversation,
  fork,
  replay,
  explain,
  gc,
  verify,
  erase,
];
