import { describe, expect, test } from 'vitest';
import type { StepHeader } from '../../../src/shared/contract/step-header.ts';
import type { DurableOptions } from '../../../src/shared/durable/durable-options.ts';
import { businessScope, pathInRun, runScope } from '../../../src/shared/keys/idempotency-key.ts';
import { effectiveKey } from '../../../src/worker/pipeline/effective-key.ts';
import { expectStored } from '../../fixtures/contract/stored-sample.ts';

interface Page {
  readonly document: string;
  readonly page: number;
}

const RUN = runScope('order/7', '0198c3f0');
const HEADER: StepHeader = {
  v: 1,
  key: 'ow1_of_the_workflow',
  scope: `${RUN}/gather:0:3`,
  step: 'tool.ocr',
  ordinal: 2,
  toolCallId: 'call-1',
};
const PAGE: Page = { document: 'claim/7', page: 3 };

function keyOf(options: Pick<DurableOptions<Page>, 'key' | 'scope'>, header: Partial<StepHeader> = {}, input: Page = PAGE): string {
  return effectiveKey({ namespace: 'default', header: { ...HEADER, ...header }, options, input: [{ ...input }] });
}

const scope = ({ document }: Page): string => document;
const key = ({ page }: Page): string => `page-${page}`;

test('keys of the options are the same as in a released version', () => {
  expectStored('recipes-of-stated-keys', { scope: keyOf({ scope }), key: keyOf({ key }), both: keyOf({ scope, key }) });
});

test('without the options it is the key that the workflow made', () => {
  expect(keyOf({})).toBe(HEADER.key);
});

describe('what changes the key', () => {
  const elsewhere = { scope: runScope('order/7', 'another run') };
  test.each([
    // options, then: another run, another place in the run, another ordinal, another tool call, another document, another page
    ['scope', { scope }, [false, true, true, true, true, false]],
    ['key', { key }, [true, true, false, false, false, true]],
    ['scope and key', { scope, key }, [false, false, false, false, true, true]],
  ] as const)('with %s', (_name, options, changes) => {
    const variants = [
      keyOf(options, { scope: `${elsewhere.scope}/gather:0:3` }),
      keyOf(options, { scope: `${RUN}/gather:0:4` }),
      keyOf(options, { ordinal: 3 }),
      keyOf(options, { toolCallId: 'call-2' }),
      keyOf(options, {}, { ...PAGE, document: 'claim/8' }),
      keyOf(options, {}, { ...PAGE, page: 4 }),
    ];
    expect(variants.map((variant) => variant !== keyOf(options))).toEqual(changes);
  });

  test('an attempt’s number is not even told', () => {
    let told: object = {};
    keyOf({ key: (_page, context) => ((told = context), 'x') });
    expect(Object.keys(told)).toEqual(['run', 'toolCallId']);
  });
});

test('a separator in a name cannot make two scopes one', () => {
  expect(businessScope('a/b', '/gather:0:1')).toBe('business:a%2Fb/gather:0:1');
  expect(pathInRun(businessScope('a/b', '/gather:0:1'))).toBe('/gather:0:1');
  expect(pathInRun(runScope('a/b', 'c/d'))).toBe('');
});
