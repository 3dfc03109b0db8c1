/** `npm run demo`: builds the package, then runs the document agent as a user would. */
import { spawn } from 'node:child_process';
import { buildPackage } from './build-package.ts';

const built = await buildPackage();
if (!built.ok) {
  console.error(built.output);
  process.exit(1);
}
const child = spawn(process.execPath, ['examples/document-agent/demo/main.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
process.on('SIGINT', () => undefined);
child.on('exit', (code) => process.exit(code ?? 1));
