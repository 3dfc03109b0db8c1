import { canonicalJson } from '../../../src/shared/encoding/canonical-json.js';
import type { CheckedServer } from './server-options.js';

/** Servers of equal keys share a connection: described twice alike, such as once for reads and once for writes. It never leaves the process. */
export function poolKeyOf(server: CheckedServer): unknown {
  const { url, headers = {}, command = null, args = [], env = {}, cwd = null, stderr = null, idleMs } = server;
  // What a function does cannot be compared.
  if (server.fetch !== undefined || server.authProvider !== undefined) return server;
  const place = {
    url: url === undefined ? null : String(url),
    headers: { ...headers },
    command,
    args: [...args],
    env: { ...env },
    cwd,
    stderr,
  };
  return canonicalJson({ ...place, idleMs });
}
