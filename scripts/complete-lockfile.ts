/**
 * Completes package-lock.json; run after `npm install` when `npm ci` refuses the lock file with "Missing: <platform package>".
 *
 * Native tools come as one optional package a platform. npm leaves out of the lock file those that its registry could not give at that moment,
 * and `npm ci` then takes the lock file for outdated, on every platform. Their entries follow from the packages that name them: the exact
 * version, and the platform from the package's name, so that each is fetched only where it can run.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { missingPlatformEntries, type Lockfile } from './missing-platform-entries.ts';

const LOCKFILE = 'package-lock.json';

const lockfile = JSON.parse(readFileSync(LOCKFILE, 'utf8')) as Lockfile;
const missing = missingPlatformEntries(lockfile);
const [root, ...others] = Object.entries({ ...lockfile.packages, ...missing });
if (root === undefined) throw new Error(`${LOCKFILE} is empty`);
lockfile.packages = Object.fromEntries([root, ...others.sort(([left], [right]) => left.localeCompare(right, 'en'))]);
writeFileSync(LOCKFILE, `${JSON.stringify(lockfile, undefined, 2)}\n`);
console.log(`${Object.keys(missing).length} entries were added to ${LOCKFILE}.`);
