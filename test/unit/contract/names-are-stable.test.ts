import { expect, test } from 'vitest';
import { durableModule } from '../../../src/shared/durable/durable-module.ts';
import { ACTIVITY_KINDS } from '../../../src/shared/contract/activity-kind.ts';
import { BY_A_FORK, FORK_HEADER_NAME, FORK_MEMO, FORK_PLAN } from '../../../src/shared/contract/fork.ts';
import { EVENT_DELIVER, EVENT_LOOK_UP, EVENT_WAITING } from '../../../src/shared/contract/run-event.ts';
import { APPROVAL_DECIDE, APPROVAL_LOOK_UP, APPROVAL_PENDING } from '../../../src/shared/contract/approval.ts';
import {
  APPROVAL_ATTRIBUTE,
  APPROVAL_ATTRIBUTE_GONE_PATCH,
  APPROVAL_ATTRIBUTE_PATCH,
  APPROVAL_WAITING,
} from '../../../src/shared/contract/approval-attribute.ts';
import { CONVERSATION_CLOSE, CONVERSATION_STATE, CONVERSATION_TURN } from '../../../src/shared/contract/conversation.ts';
import { RUN_CONTEXT_HEADER_NAME } from '../../../src/shared/contract/run-context.ts';
import { SCOPE_HEADER_NAME } from '../../../src/shared/contract/scope-header.ts';
import { STEP_HEADER_NAME } from '../../../src/shared/contract/step-header.ts';
import { chainHead, settingsHash } from '../../../src/shared/chain/chain-hash.ts';
import type { ChainNode } from '../../../src/shared/contract/prompt-chain.ts';
import { readDurableTag } from '../../../src/shared/durable/durable-tag.ts';
import { fingerprint } from '../../../src/shared/keys/fingerprint.ts';
import { idempotencyKey, runScope } from '../../../src/shared/keys/idempotency-key.ts';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';
import { aiSdk } from '../../../adapters/ai-sdk/worker/ai-sdk.ts';
import { langchain } from '../../../adapters/langchain/worker.ts';
import { mcp, mcpServer } from '../../../adapters/mcp/worker.ts';
import { KEY_IN_META } from '../../../adapters/mcp/worker/connection.ts';
import { toListedTool } from '../../../adapters/mcp/worker/listed-tool.ts';
import { activitiesOf } from '../../../src/worker/registry/activities-of.ts';
import { expectStored, storedSample } from '../../fixtures/contract/stored-sample.ts';

test('names on the wire stay as they were released', () => {
  expectStored('wire-names', {
    stepHeader: STEP_HEADER_NAME,
    runContextHeader: RUN_CONTEXT_HEADER_NAME,
    approvalUpdateAndSignal: APPROVAL_DECIDE,
    approvalPendingQuery: APPROVAL_PENDING,
    activityKinds: [...ACTIVITY_KINDS],
    lazyKinds: [aiSdk(), langchain(), mcp()].flatMap(({ kinds }) => Object.keys(kinds)),
  });
});

test('the name of the query for one approval stays as it was released', () => {
  expectStored('wire-name-of-approval-look-up', { approvalLookUpQuery: APPROVAL_LOOK_UP });
});

test('the search attribute of approvals and the patches that write it stay as they were released', () => {
  expectStored('wire-names-of-approval-attribute', {
    attribute: APPROVAL_ATTRIBUTE,
    waiting: APPROVAL_WAITING,
    patch: APPROVAL_ATTRIBUTE_PATCH,
    gonePatch: APPROVAL_ATTRIBUTE_GONE_PATCH,
  });
});

test('the name of the header of children stays as it was released', () => {
  expectStored('wire-name-of-scopes', { scopeHeader: SCOPE_HEADER_NAME });
});

test('the names of forks stay as they were released', () => {
  expectStored('wire-names-of-forks', { header: FORK_HEADER_NAME, memo: FORK_MEMO, activityType: FORK_PLAN, fence: BY_A_FORK });
});

test('the names of events stay as they were released', () => {
  expectStored('wire-names-of-events', { eventUpdateAndSignal: EVENT_DELIVER, eventWaitingQuery: EVENT_WAITING });
});

test('the name of the query for one event stays as it was released', () => {
  expectStored('wire-name-of-event-look-up', { eventLookUpQuery: EVENT_LOOK_UP });
});

test('the names of conversations stay as they were released', () => {
  expectStored('wire-names-of-conversations', {
    conversationTurnUpdate: CONVERSATION_TURN,
    conversationCloseSignal: CONVERSATION_CLOSE,
    conversationStateQuery: CONVERSATION_STATE,
  });
});

test('the same step gets the same key, scope and fingerprint as in a released version', () => {
  const scope = runScope('order/7', '0198c3f0');
  const parts = { namespace: 'default', scope, step: 'tool.lookUp', ordinal: 2 };
  expectStored('recipes', {
    scope,
    key: idempotencyKey(parts),
    keyOfToolCall: idempotencyKey({ ...parts, toolCallId: 'call-1' }),
    fingerprint: fingerprint('tool.lookUp', [{ word: 'ada', language: 'en' }]),
    chainHead: chainHead(storedSample('chain-node') as ChainNode),
    chainHeadWithoutEdit: chainHead({
      v: 1,
      parent: null,
      delta: [{ role: 'user', content: 'Hello' }],
      settings: 'b'.repeat(64),
      codec: 'ai-sdk/v4',
    }),
    settings: settingsHash({ temperature: 0, stop: ['END'] }),
  });
});

test('an activity type is <kind>.<id>: the export name, the id, the prefix, and every alias', () => {
  const plain = durableModule(import.meta.url);
  const prefixed = durableModule(import.meta.url, { prefix: 'billing' });
  const work = () => async (): Promise<null> => null;
  const steps = collectSteps({
    modules: [
      {
        work: plain(work()),
        renamed: plain(work(), { id: 'newName', aliases: ['oldName', 'olderName'] }),
        charge: prefixed(work(), { aliases: ['bill'] }),
        model: plain.lazy('ai-sdk/language-model', () => ({})),
        ocr: plain.remote('ocr_pdf'),
      },
    ],
    adapters: [aiSdk()],
    kindDefaults: {},
    defaults: {},
  });
  expectStored(
    'activity-types',
    Object.fromEntries(steps.map(({ exportName, entry, aliases }) => [exportName, [entry.activityType, ...aliases]])),
  );
  const grammar = new RegExp(`^(${ACTIVITY_KINDS.join('|')})(\\.[A-Za-z0-9_-]+)+$`);
  for (const { entry } of steps.filter(({ exportName }) => exportName !== 'ocr')) expect(entry.activityType).toMatch(grammar);
});

test('a server of tools has an activity to list them and one to call them, also by its former names; what they go by is a hash of their schema', () => {
  const durable = durableModule(import.meta.url);
  const github = durable(mcpServer({ url: 'https://example.com/mcp' }), { aliases: ['hub'] });
  const steps = collectSteps({ modules: [{ github }], adapters: [mcp()], kindDefaults: {}, defaults: {} });
  const inputSchema = { type: 'object' as const, properties: { title: { type: 'string' } }, required: ['title'] };
  expectStored('toolbox-names', {
    activityTypes: activitiesOf(steps).flatMap(({ entry, aliases }) => [entry.activityType, ...aliases]),
    listedTool: toListedTool({ name: 'create_issue', description: 'Creates an issue', inputSchema }),
    keyInMeta: KEY_IN_META,
  });
});

test('the tag that durable() writes is found by another copy of the package', () => {
  const thing = durableModule(import.meta.url)(async () => null, { p99: '3s' });
  const tag = (thing as unknown as Record<symbol, unknown>)[Symbol.for('onceward.durable')];
  expect(tag).toBe(readDurableTag(thing));
  expect(tag).toEqual({ v: 1, moduleUrl: import.meta.url, options: { p99: '3s' }, origin: { type: 'value' } });
});
