import { expect, test } from 'vitest';
import type { StepHeader } from '../../../src/shared/contract/step-header.ts';
import { idempotencyKey, runScope } from '../../../src/shared/keys/idempotency-key.ts';
import { readStepHeader, writeStepHeader } from '../../../src/shared/keys/written-step-header.ts';

const PLACE = { namespace: 'default', workflowId: 'order/7', activityType: 'tool.lookUp' };
const RUN = '01a21f9b-baa2-7296-825e-3256155dc6c6';

function headerIn(scope: string): StepHeader {
  const parts = { scope, step: 'tool.lookUp', ordinal: 3, toolCallId: 'call-1' };
  return { v: 1, key: idempotencyKey({ namespace: 'default', ...parts }), ...parts };
}

test('the run stands in a header with 22 characters', () => {
  const written = writeStepHeader(headerIn(runScope('order/7', RUN)), PLACE);
  expect(written).toEqual({ v: 1, scope: '/AaIfm7qicpaCXjJWFV3Gxg', ordinal: 3, toolCallId: 'call-1' });
});

test.each([
  runScope('order/7', RUN),
  `${runScope('order/7', RUN)}/gather:0:3`,
  `${runScope('order/7', RUN)}x`,
  // No UUID, and what looks like a shortened one.
  runScope('order/7', '0198c3f0'),
  runScope('order/7', 'AaIfm7qiclaCXjJWFV3Gxg'),
  // Another workflow's, as a child inherits it.
  `${runScope('parent', RUN)}/child:extract:0`,
  'business:claim%2F7/gather:0:3',
])('a header is read as it was before it was shortened: %s', (scope) => {
  const header = headerIn(scope);
  expect(readStepHeader(writeStepHeader(header, PLACE), PLACE)).toEqual(header);
});

test('a key that does not follow from the rest is written', () => {
  const header = { ...headerIn(runScope('order/7', RUN)), key: 'ow1_other' };
  expect(readStepHeader(writeStepHeader(header, PLACE), PLACE)).toEqual(header);
});
