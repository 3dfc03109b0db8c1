import { describe, expect, expectTypeOf, test } from 'vitest';
import type { EmbedOptions, EmbedReply } from '../../../adapters/ai-sdk/shared/embedding-task.ts';
import type { InputCheck } from '../../../adapters/ai-sdk/shared/input-check.ts';
import type { EventGrant, EventReceipt, EventState, RunEvent } from '../../../src/shared/contract/run-event.ts';
import type { ConversationCarry, ConversationState, ConversationTurn, TurnAnswer } from '../../../src/shared/contract/conversation.ts';
import type { TurnRefusal } from '../../../src/shared/errors/turn-refused.ts';
import type { EventRefusal } from '../../../src/shared/errors/event-refused.ts';
import type { ApprovalAnswer, ApprovalDecision, ApprovalRequest, ApprovalState } from '../../../src/shared/contract/approval.ts';
import { isArtifactReference, type ArtifactReference } from '../../../src/shared/contract/artifact-reference.ts';
import type { AttemptRecord } from '../../../src/shared/contract/attempt-record.ts';
import type { CapturedExchange } from '../../../src/shared/contract/captured-exchange.ts';
import type { Carry } from '../../../src/shared/contract/carry.ts';
import type { CutReply, CutTask, EmbedTask, JoinReply, JoinTask } from '../../../src/shared/embedding/embedding-task.ts';
import type { ForkHeader, ForkMemo, ForkPlan, StepOrigin } from '../../../src/shared/contract/fork.ts';
import type { FailureDetails } from '../../../src/shared/contract/failure-details.ts';
import type { PinnedConfig } from '../../../src/shared/contract/pinned-config.ts';
import type { ChainNode, ChainSnapshot, ConversationLink, ModelCall, ModelReply } from '../../../src/shared/contract/prompt-chain.ts';
import type { ProviderJobRecord } from '../../../src/shared/contract/provider-job-record.ts';
import { DRIFT_PATCH, PIN_ACTIVITY, upgradePatch, type PinnedValues } from '../../../src/shared/contract/pinned-values.ts';
import type { RunContext } from '../../../src/shared/contract/run-context.ts';
import type { ScopeHeader } from '../../../src/shared/contract/scope-header.ts';
import type { StepHeader } from '../../../src/shared/contract/step-header.ts';
import { isStepResult, type StepReply, type StepResult } from '../../../src/shared/contract/step-result.ts';
import type { ListedTool, ToolboxCall, ToolboxResult, ToolList } from '../../../src/shared/contract/toolbox.ts';
import type { StreamPart } from '../../../src/shared/contract/stream-part.ts';
import type { UsageRecord } from '../../../src/shared/contract/usage-record.ts';
import type { JournalRecord } from '../../../src/worker/journal/journal.ts';
import { expectStored, storedSample } from '../../fixtures/contract/stored-sample.ts';

const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);
/** How the prompt chain writes a hash. */
const CONTENT_HASH = `${'c'.repeat(42)}E`;
const KEY = 'ow1_00112233445566778899aabbccddeeff';

const RUN_CONTEXT: Required<RunContext> = { v: 1, tenant: 'acme', labels: { team: 'claims' } };
const PINNED: Required<PinnedConfig> = {
  v: 1,
  frameworks: { ai: '7.0.173' },
  models: ['gpt-5'],
  prompt: 'a'.repeat(16),
  tools: { lookUp: 'b'.repeat(16) },
};
const USAGE: Required<Omit<UsageRecord, 'captured'>> = {
  key: KEY,
  attempt: 1,
  provider: 'openai',
  model: 'gpt-5',
  tokens: { input: 12, cachedInput: 4, cacheWrite: 1, output: 3, reasoning: 2 },
  units: { images: 1 },
  costMicros: 150,
  prices: '2026-01',
  billed: 'yes',
};
const ARTIFACT: Required<ArtifactReference> = {
  $artifact: 1,
  store: 'file',
  key: `t/acme/sha256/${HASH}`,
  sha256: HASH,
  bytes: 5,
  mediaType: 'text/plain',
  tenant: 'acme',
  preview: 'Hello',
};
const EXCHANGE: Required<CapturedExchange> = {
  v: 1,
  request: { url: 'https://provider.example/v1/chat/completions', headers: { authorization: '[redacted]' }, body: { model: 'gpt-5' } },
  response: { headers: { 'x-request-id': 'req_1' }, body: '{"id":"1"}' },
};
const APPROVAL: Required<ApprovalRequest> = {
  v: 1,
  id: 'publish',
  title: 'Publish it?',
  subject: ARTIFACT,
  proposed: { text: 'the draft' },
  schema: { type: 'object' },
  approvers: ['ada', 'role:editor'],
  requester: 'bob',
  quorum: 2,
  approvedBy: ['ada'],
  items: [{ id: 'title', title: 'The title', proposed: 'Draft', schema: { type: 'string' } }],
  actions: ['approve', 'edit', 'reject', 'respond'],
  expiresAt: '2026-01-04T00:00:00.000Z',
  toolCallId: 'call-1',
};
const TURN_ANSWER: Required<TurnAnswer> = {
  v: 1,
  id: 'turn-7',
  status: 'answered',
  at: '2026-01-02T00:00:00.000Z',
  reply: 'On its way.',
  failure: { type: 'RateLimited', message: 'slow down' },
  approvals: ['payBack-1'],
};
const STEP_RESULT: Required<Omit<StepResult, 'pinned'>> = {
  onceward: 1,
  value: { text: 'Hello' },
  fingerprint: HASH,
  attempt: 2,
  usage: [USAGE],
  replayedFrom: 'answer',
};

/** Every shape with every member it may have. `Required` makes a member that is added or lost a compile error here. */
const SHAPES = {
  'usage-record': USAGE,
  'run-context': RUN_CONTEXT,
  'usage-record-captured': { ...USAGE, captured: CONTENT_HASH } satisfies Required<UsageRecord>,
  'captured-exchange': EXCHANGE,
  'artifact-reference': ARTIFACT,
  'step-header': {
    v: 1,
    key: KEY,
    scope: 'run:order%2F7/0198c3f0',
    step: 'tool.lookUp',
    ordinal: 2,
    toolCallId: 'call-1',
    repeatOf: 1,
    doneIn: 1,
    run: RUN_CONTEXT,
    outageWaits: 3,
    limits: { retryAfterCapMs: 60_000, chunkIdleMs: null },
    maxInlineBytes: 2_000,
  } satisfies Required<Omit<StepHeader, 'pinned' | 'origin'>>,
  'step-header-pinned': {
    v: 1,
    key: KEY,
    scope: 'run:order%2F7/0198c3f0',
    step: 'model.writer',
    ordinal: 0,
    pinned: true,
  } satisfies StepHeader,
  'pinned-values': { v: 1, name: 'writer', values: { model: 'gpt-5', maxSteps: 8 } } satisfies Required<PinnedValues>,
  'wire-names-of-pins': { activity: PIN_ACTIVITY, drifted: DRIFT_PATCH, upgrade: upgradePatch('writer', 1) },
  'step-result-pinned': { onceward: 1, value: { answer: 'Hello' }, fingerprint: HASH, pinned: PINNED } satisfies StepResult,
  'step-origin': {
    workflowId: 'claim-7',
    runId: '0198c3f0',
    whenChanged: 'take',
    recorded: true,
    within: '/child:extract:0',
  } satisfies Required<StepOrigin>,
  'fork-header': { v: 1, workflowId: 'claim-7', runId: '0198c3f0', before: 212, whenChanged: 'take' } satisfies Required<ForkHeader>,
  'fork-memo': {
    v: 1,
    workflowId: 'claim-7',
    runId: '0198c3f0',
    before: 212,
    step: 'model.writer',
    reason: 'the prompt is mended',
  } satisfies Required<ForkMemo>,
  'fork-plan': {
    v: 1,
    taken: { '': { 'model.writer': [0, 1] }, '/gather:0:3': { 'function.ocr': [0] } },
    children: { '/child:extract:0': { workflowId: 'child-1', runId: '0198c3f1', before: 0 } },
    messages: [{ kind: 'update', name: 'onceward.approval.decide', args: [{ id: 'publish', action: 'approve' }] }],
  } satisfies Required<ForkPlan>,
  'step-result-of-a-fork': { onceward: 1, value: 'Hello', fingerprint: HASH, replayedFrom: 'fork-changed' } satisfies StepResult,
  'scope-header': { v: 1, scope: 'run:order%2F7/0198c3f0/child:extract:0' } satisfies Required<ScopeHeader>,
  'step-result': STEP_RESULT,
  'failure-details': {
    v: 1,
    key: KEY,
    category: 'rate_limit',
    retryAfterMs: 3_000,
    freshSample: false,
    outcomeUnknown: true,
    fence: 1,
    offered: CONTENT_HASH,
    summary: 'RateLimitError: slow down',
    usage: [USAGE],
  } satisfies Required<FailureDetails>,
  'attempt-record': { v: 1, usage: [USAGE], providerJob: { provider: 'openai', id: 'batch_1' } } satisfies Required<AttemptRecord>,
  'provider-job-record': { v: 1, provider: 'openai', id: 'resp_1', number: 2, of: HASH } satisfies Required<ProviderJobRecord>,
  'journal-record': {
    v: 1,
    key: KEY,
    fingerprint: HASH,
    value: { text: 'Hello' },
    usage: [USAGE],
    recordedAt: '2026-01-01T00:00:00.000Z',
    workflowId: 'claim-7',
    tenant: 'acme',
  } satisfies Required<JournalRecord>,
  'chain-node': {
    v: 1,
    parent: CONTENT_HASH,
    delta: [{ role: 'user', content: 'Hello' }],
    edit: [{ keep: [0, 2] }, { add: { role: 'user', content: 'Hi' } }],
    answer: { role: 'assistant', content: 'Hi' },
    settings: CONTENT_HASH,
    codec: 'ai-sdk/v4',
  } satisfies Required<ChainNode>,
  'chain-snapshot': {
    v: 1,
    head: CONTENT_HASH,
    ancestors: [CONTENT_HASH],
    previous: CONTENT_HASH,
  } satisfies Required<ChainSnapshot>,
  'model-call': {
    v: 1,
    parent: null,
    delta: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
    edit: [{ keep: [0, 1] }],
    settings: { value: { temperature: 0 } },
    codec: 'ai-sdk/v4',
    stream: { topic: 'answer' },
  } satisfies Required<ModelCall>,
  'model-call-by-reference': {
    v: 1,
    parent: CONTENT_HASH,
    delta: [],
    settings: { ref: CONTENT_HASH },
    codec: 'ai-sdk/v4',
  } satisfies ModelCall,
  'conversation-link': { v: 1, head: CONTENT_HASH, codec: 'ai-sdk/v4' } satisfies ConversationLink,
  'model-reply': { answer: { content: [] } } satisfies ModelReply,
  'model-reply-need': { need: { prompt: true, settings: false } } satisfies ModelReply,
  'tool-list': {
    v: 1,
    tools: [
      {
        name: 'create_issue',
        schema: CONTENT_HASH,
        inputSchema: { type: 'object', properties: { title: { type: 'string' } } },
        title: 'Create an issue',
        description: 'Creates an issue',
        annotations: { readOnlyHint: false },
      } satisfies Required<ListedTool>,
    ],
  } satisfies Required<ToolList>,
  'toolbox-call': { v: 1, tool: 'create_issue', schema: CONTENT_HASH, arguments: { title: 'Hello' } } satisfies Required<ToolboxCall>,
  'toolbox-result': {
    content: [{ type: 'text', text: 'created' }],
    structuredContent: { number: 7 },
    isError: false,
    _meta: { cost: 1 },
  } satisfies Required<ToolboxResult>,
  'input-check': {
    problem: { text: 'no city', members: { name: 'ZodError', message: 'no city' }, issues: [{ path: ['city'] }] },
  } satisfies InputCheck,
  'embedding-cut': { v: 1, task: 'cut', texts: ARTIFACT, itemsPerCall: 50 } satisfies Required<CutTask>,
  'embedding-cut-reply': { batches: [{ texts: ARTIFACT, count: 50 }], supportsParallelCalls: true } satisfies CutReply,
  'embedding-cut-reply-of-a-client': { batches: [], supportsParallelCalls: true, maxParallelCalls: 2 } satisfies Required<CutReply>,
  'embedding-batch': {
    v: 1,
    task: 'embed',
    texts: ARTIFACT,
    options: { dimensions: 512, providerOptions: { openai: { user: 'ada' } } },
  } satisfies Required<EmbedTask<Required<EmbedOptions>>>,
  'embedding-batch-reply': {
    vectors: { type: 'file', mediaType: 'application/x-float32', data: 'AACAPw==' },
    dimensions: 1,
    usage: { tokens: 3 },
    warnings: [{ type: 'other', message: 'slow' }],
    providerMetadata: { openai: { region: 'eu' } },
  } satisfies Required<EmbedReply>,
  'embedding-join': { v: 1, task: 'join', parts: [{ vectors: ARTIFACT, dimensions: 512 }] } satisfies Required<JoinTask>,
  'embedding-join-reply': { ...ARTIFACT, mediaType: 'application/x-float32', dimensions: 512 } satisfies JoinReply,
  'stream-part': { v: 1, step: 'model.model', attempt: 2, index: 0, type: 'delta', data: 'He' } satisfies Required<StreamPart>,
  'approval-request': APPROVAL,
  'approval-state': {
    v: 1,
    request: APPROVAL,
    refusal: {
      kind: 'decided',
      reason: 'it was already decided: reject by ada at 2026-01-02T00:00:00.000Z',
      action: 'reject',
      by: 'ada',
      at: '2026-01-02T00:00:00.000Z',
    },
  } satisfies Required<ApprovalState>,
  'approval-decision': {
    v: 1,
    id: 'publish',
    action: 'edit',
    approved: true,
    value: { text: 'a better draft' },
    by: 'ada',
    at: '2026-01-02T00:00:00.000Z',
    reason: 'shorter',
    items: { title: { action: 'edit', approved: true, value: 'A title', reason: 'too long' } },
    awaiting: 1,
    audit: [{ at: '2026-01-02T00:00:00.000Z', event: 'escalated', by: 'ada', reason: 'shorter', approvers: ['ada'] }],
  } satisfies Required<ApprovalDecision>,
  'approval-answer': {
    id: 'publish',
    action: 'edit',
    value: { text: 'a better draft' },
    by: 'ada',
    roles: ['editor'],
    reason: 'shorter',
    items: { title: { action: 'edit', value: 'A title', reason: 'too long' } },
  } satisfies Required<ApprovalAnswer>,
  'run-event': { name: 'payment', id: 'evt_1', data: { amount: 7 } } satisfies Required<RunEvent>,
  'event-receipt': { v: 1, name: 'payment', at: '2026-01-02T00:00:00.000Z', duplicate: true } satisfies Required<EventReceipt>,
  'event-state': {
    v: 1,
    waiting: true,
    receipt: { v: 1, name: 'payment', at: '2026-01-02T00:00:00.000Z' },
  } satisfies Required<EventState>,
  'event-grant': {
    v: 1,
    workflowId: 'order-7',
    firstRunId: '0198c3f0',
    name: 'payment',
    id: 'granted:0198c3f0:1',
  } satisfies Required<EventGrant>,
  'event-refusal': {
    v: 1,
    name: 'payment',
    kind: 'received',
    reason: 'it was already received at 2026-01-02T00:00:00.000Z',
    at: '2026-01-02T00:00:00.000Z',
  } satisfies Required<EventRefusal>,
  'conversation-turn': { id: 'turn-7', message: 'Where is my order?' } satisfies Required<ConversationTurn>,
  'turn-answer': TURN_ANSWER,
  'conversation-state': {
    v: 1,
    state: ['Where is my order?'],
    turns: 2,
    recent: [TURN_ANSWER],
    open: ['turn-8'],
    closing: true,
  } satisfies Required<ConversationState>,
  'conversation-carry': {
    v: 1,
    state: ['Where is my order?'],
    turns: 1,
    answered: [TURN_ANSWER],
  } satisfies Required<ConversationCarry>,
  'turn-refusal': { v: 1, id: 'turn-7', kind: 'closed', reason: 'the conversation ends' } satisfies Required<TurnRefusal>,
  'pinned-config': {
    v: 1,
    frameworks: { ai: '7.0.173' },
    models: ['gpt-5'],
    prompt: HASH,
    tools: { lookUp: OTHER_HASH },
  } satisfies Required<PinnedConfig>,
  carry: {
    v: 1,
    run: 2,
    scope: 'run:order%2F7/0198c3f0',
    ordinals: { 'tool.lookUp': 3 },
    context: RUN_CONTEXT,
    journal: [{ key: KEY, fingerprint: HASH, reply: STEP_RESULT }],
    sessions: {
      main: {
        head: HASH,
        pending: [],
        steps: 4,
        edited: false,
        done: { text: 'Hello' },
        state: ARTIFACT,
        framework: { name: 'ai', version: '7.0.173' },
      },
    },
    usage: [USAGE],
    approvals: [APPROVAL],
    stream: null,
  } satisfies Required<Carry>,
};

describe('a shape as a released version stored it is the shape of today', () => {
  test.for(Object.entries(SHAPES))('%s', ([name, shape]) => expectStored(name, shape));
});

describe('reading what was stored', () => {
  test('tells a stored result from a bare value', () => {
    const result = storedSample('step-result') as StepReply;
    expect(isStepResult(result)).toBe(true);
    if (isStepResult(result)) expectTypeOf(result).toEqualTypeOf<StepResult>();
    const bare: StepReply[] = [null, 'text', 1, [], [1], {}, { onceward: 1 }, { onceward: 2, fingerprint: HASH }, { fingerprint: HASH }];
    for (const value of bare) expect(isStepResult(value), JSON.stringify(value)).toBe(false);
  });

  test('tells a stored reference from other JSON', () => {
    expect(isArtifactReference(storedSample('artifact-reference'))).toBe(true);
    for (const value of [null, 'text', [], {}, { $artifact: 2 }, { artifact: 1 }]) expect(isArtifactReference(value)).toBe(false);
  });
});
