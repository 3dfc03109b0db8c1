import { expect, test } from 'vitest';
import { pickSample } from '../../../src/cli/replay/pick-sample.ts';
import { redactHistory } from '../../../src/cli/replay/redact-history.ts';
import { toJunit } from '../../../src/cli/replay/to-junit.ts';

const runsOf = (workflowType: string, count: number): { workflowType: string; historyLength: number }[] =>
  Array.from({ length: count }, (_, index) => ({ workflowType, historyLength: (index + 1) * 10 }));

test('a sample has every workflow type, the shortest and longest history of each, and lengths between them', () => {
  const sample = pickSample([...runsOf('common', 1_000), ...runsOf('rare', 1), ...runsOf('other', 3)], 12);
  const lengthsOf = (type: string): number[] =>
    sample.filter(({ workflowType }) => workflowType === type).map(({ historyLength }) => historyLength);
  expect(lengthsOf('rare')).toEqual([10]);
  expect(lengthsOf('other')).toEqual([30, 10, 20]);
  expect(lengthsOf('common')).toEqual([10_000, 10, 5_000, 2_500, 7_500, 1_250, 3_750, 6_250]);
  expect(pickSample(runsOf('common', 3), 50)).toHaveLength(3);
  expect(pickSample([], 50)).toEqual([]);
});

test('a redacted history has what the code reads, and nothing of what it sent', () => {
  const payload = (text: string): object => ({ payloads: [{ data: text }] });
  const redacted = redactHistory({
    events: [
      { eventId: '1', workflowExecutionStartedEventAttributes: { input: payload('the input') } },
      {
        eventId: '5',
        userMetadata: { summary: 'about a person' },
        activityTaskScheduledEventAttributes: { activityType: { name: 'tool.a' }, input: payload('the prompt') },
      },
      { eventId: '7', activityTaskCompletedEventAttributes: { result: payload('the answer') } },
      { eventId: '9', workflowExecutionCompletedEventAttributes: { result: payload('the result'), workflowTaskCompletedEventId: '8' } },
    ],
  });
  expect(redacted.events).toEqual([
    { eventId: '1', workflowExecutionStartedEventAttributes: { input: payload('the input') } },
    { eventId: '5', activityTaskScheduledEventAttributes: { activityType: { name: 'tool.a' } } },
    { eventId: '7', activityTaskCompletedEventAttributes: { result: payload('the answer') } },
    { eventId: '9', workflowExecutionCompletedEventAttributes: { workflowTaskCompletedEventId: '8' } },
  ]);
});

test('a report is JUnit, whatever stands in ids and messages', () => {
  expect(
    toJunit(
      {
        outcomes: [
          { ok: true, workflowId: 'a', workflowType: 'survey', events: 3 },
          { ok: false, kind: 'nondeterminism', workflowId: 'b<&"', workflowType: 'survey', message: 'event "7"\u0007' },
          { ok: false, kind: 'unreadable', workflowId: 'c', file: 'c.json', message: 'cut off' },
        ],
        deleted: [{ workflowId: 'd', workflowType: 'survey' }],
      },
      'warn',
    ),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="onceward replay" tests="4" failures="2" skipped="1">
  <testsuite name="survey" tests="3" failures="1" skipped="1">
    <testcase classname="survey" name="a"/>
    <testcase classname="survey" name="b&lt;&amp;&quot;">
      <failure type="nondeterminism" message="event &quot;7&quot; "/>
    </testcase>
    <testcase classname="survey" name="d">
      <skipped message="it was deleted before its history was fetched"/>
    </testcase>
  </testsuite>
  <testsuite name="unknown" tests="1" failures="1" skipped="0">
    <testcase classname="unknown" name="c.json">
      <failure type="unreadable" message="cut off"/>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('drift is a failure, an output or nothing in the report, as the command was told', () => {
  const call = {
    kind: 'activity' as const,
    name: 'tool.<a>',
    change: 'sends another input than recorded',
    eventId: 5,
    place: { file: '/agent/workflows.ts', line: 7, column: 3 },
  };
  const drifted = { outcomes: [{ ok: true, workflowId: 'a', workflowType: 'survey', events: 3, drift: [call] }], deleted: [] } as const;
  const said = '/agent/workflows.ts:7:3: tool.&lt;a&gt; (event 5) sends another input than recorded';
  const start = '<testcase classname="survey" name="a"';
  expect(toJunit(drifted, 'ignore')).toContain(`${start}/>`);
  expect(toJunit(drifted, 'warn')).toContain(`failures="0" skipped="0">\n    ${start}>\n      <system-out>${said}</system-out>`);
  expect(toJunit(drifted, 'fail')).toContain(`failures="1" skipped="0">\n    ${start}>\n      <failure type="drifted" message="${said}"/>`);
});
