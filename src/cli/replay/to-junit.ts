import type { DriftResponse } from 'onceward';
import type { ReplayOutcome } from 'onceward/worker';
import { byType } from './by-type.js';
import { describeCall, placeOfFailure } from './describe-drift.js';
import { DELETED, type DeletedRun, type Replayed } from './replay-all.js';

type Case = ReplayOutcome | DeletedRun;

/**
 * The outcomes as a JUnit report, which every CI shows: a test case for each history, in the suite of its workflow. Drift is a failure or an output of its
 * history, as the command was told.
 */
export function toJunit({ outcomes, deleted }: Replayed, response: DriftResponse): string {
  const cases: readonly Case[] = [...outcomes, ...deleted];
  const suites = byType(cases).map(([type, own]) =>
    [`  <testsuite name="${escape(type)}" ${countsOf(own, response)}>`, ...own.map((one) => toCase(one, response)), '  </testsuite>'].join(
      '\n',
    ),
  );
  const head = `<testsuites name="onceward replay" ${countsOf(cases, response)}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function countsOf(cases: readonly Case[], response: DriftResponse): string {
  const failures = cases.filter((one) => 'ok' in one && (!one.ok || (response === 'fail' && one.drift !== undefined))).length;
  const skipped = cases.filter((one) => !('ok' in one)).length;
  return `tests="${cases.length}" failures="${failures}" skipped="${skipped}"`;
}

function toCase(one: Case, response: DriftResponse): string {
  const { workflowType = 'unknown', workflowId } = one;
  const name = ('ok' in one ? one.file : undefined) ?? workflowId;
  const start = `    <testcase classname="${escape(workflowType)}" name="${escape(name)}"`;
  const inside = contentOf(one, response);
  return inside === undefined ? `${start}/>` : `${start}>\n      ${inside}\n    </testcase>`;
}

function contentOf(one: Case, response: DriftResponse): string | undefined {
  if (!('ok' in one)) return `<skipped message="${DELETED}"/>`;
  if (!one.ok) return `<failure type="${one.kind}" message="${escape(placeOfFailure(one) + one.message)}"/>`;
  if (one.drift === undefined || response === 'ignore') return undefined;
  const lines = one.drift.map((call) => escape(describeCall(call)));
  return response === 'fail' ? `<failure type="drifted" message="${lines.join('; ')}"/>` : `<system-out>${lines.join('\n')}</system-out>`;
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
