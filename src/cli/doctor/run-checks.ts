import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';
import type { Check, CheckResult, DoctorContext } from './define-check.js';

export interface CheckReport extends CheckResult {
  readonly id: string;
  readonly title: string;
}

/** Makes the checks that apply, one after the other. One that throws is not ok. */
export async function runChecks(checks: readonly Check[], context: DoctorContext): Promise<readonly CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const check of checks) {
    if (check.appliesTo?.(context) === false) continue;
    reports.push({ id: check.id, title: check.title, ...(await runCheck(check, context)) });
  }
  return reports;
}

async function runCheck(check: Check, context: DoctorContext): Promise<CheckResult> {
  try {
    return await check.run(context);
  } catch (error) {
    const detail = `not checked: ${toOneLine(error instanceof Error ? error.message : String(error))}`;
    return { ok: false, detail, ...(error instanceof CommandFailed && error.fix !== undefined && { fix: error.fix }) };
  }
}
