import type { ReplayOutcome } from 'onceward/worker';
import { byType } from './by-type.js';
import { DELETED, type DeletedRun, type Replayed } from './replay-all.js';

type Case = ReplayOutcome | DeletedRun;

/** The outcomes as a JUnit report, which every CI shows: a test case for each history, in the suite of its workflow. */
export function toJunit({ outcomes, deleted }: Replayed): string {
  const cases: readonly Case[] = [...outcomes, ...deleted];
  const suites = byType(cases).map(([type, own]) =>
    [`  <testsuite name="${escape(type)}" ${countsOf(own)}>`, ...own.map(toCase), '  </testsuite>'].join('\n'),
  );
  const head = `<testsuites name="onceward replay" ${countsOf(cases)}>`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function countsOf(cases: readonly Case[]): string {
  const failures = cases.filter((one) => 'ok' in one && !one.ok).length;
  const skipped = cases.filter((one) => !('ok' in one)).length;
  return `tests="${cases.length}" failures="${failures}" skipped="${skipped}"`;
}

function toCase(one: Case): string {
  const { workflowType = 'unknown', workflowId } = one;
  const name = ('ok' in one ? one.file : undefined) ?? workflowId;
  const start = `    <testcase classname="${escape(workflowType)}" name="${escape(name)}"`;
  if (!('ok' in one)) return `${start}>\n      <skipped message="${DELETED}"/>\n    </testcase>`;
  if (one.ok) return `${start}/>`;
  return `${start}>\n      <failure type="${one.kind}" message="${escape(one.message)}"/>\n    </testcase>`;
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
