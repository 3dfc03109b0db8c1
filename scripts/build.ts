/** `npm run build`: builds dist, and is silent when that goes well. */
import { buildPackage } from './build-package.ts';

const { ok, output } = await buildPackage();
if (!ok) {
  console.error(`The build failed:\n${output}`);
  process.exitCode = 1;
}
