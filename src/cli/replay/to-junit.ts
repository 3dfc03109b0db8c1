import type { ReplayOutcome } from 'onceward/worker';
import { byType } from './by-type.js';

/** The outcomes as a JUnit report, which every CI shows: a test case for each history, in the suite of its workflow. */
export function toJunit(outcomes: readonly ReplayOutcome[]): string {
  const suites = byType(outcomes).map(([type, own]) =>
    [
      `  <testsuite name="${escape(type)}" tests="${own.length}" failures="${own.filter(({ ok }) => !ok).length}">`,
      ...own.map(toCase),
      '  </testsuite>',
    ].join('\n'),
  );
  const failures = outcomes.filter(({ ok }) => !ok).length;
  const head = `<testsuites name="onceward replay" tests="${outcomes.length}" failures="${failures}">`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', head, ...suites, '</testsuites>', ''].join('\n');
}

function toCase(outcome: ReplayOutcome): string {
  const { workflowType = 'unknown', workflowId, file } = outcome;
  const start = `    <testcase classname="${escape(workflowType)}" name="${escape(file ?? workflowId)}"`;
  if (outcome.ok) return `${start}/>`;
  return `${start}>\n      <failure type="${outcome.kind}" message="${escape(outcome.message)}"/>\n    </testcase>`;
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
