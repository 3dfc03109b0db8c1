import { TokenRefused, type EventGrant } from 'onceward';
import { approvalTokens, eventTokens } from 'onceward/client';
import { afterEach, expect, test, vi } from 'vitest';
import { createTokenSigner } from '../../../src/tokens/token-signer.ts';
import { refusalOf } from '../../fixtures/harness/bundle-workflows.ts';

const SECRETS = [{ id: '2026-10', secret: 'a'.repeat(64) }];
const GRANT: EventGrant = { v: 1, workflowId: 'order-7', firstRunId: '0198c3f0', name: 'payment', id: 'granted:0198c3f0:1' };
/** As it stands at a provider who is to call back. */
const SENT =
  '2026-10.eyJ2IjoxLCJjbGFpbXMiOnsidiI6MSwid29ya2Zsb3dJZCI6Im9yZGVyLTciLCJmaXJzdFJ1bklkIjoiMDE5OGMzZjAiLCJuYW1lIjoicGF5bWVudCIsImlkIjoiZ3JhbnRlZDowMTk4YzNmMDoxIn0sImV4cGlyZXNBdE1zIjoxNzY3OTQ5MjAwMDAwfQ.yVCKDuw8cXT8LAfwzhdfTC-ERrHHlkwiMLQrPsjGzO8';

async function kindOf(verified: Promise<unknown>): Promise<string> {
  const error = await refusalOf(verified);
  if (!TokenRefused.isInstance(error)) throw error;
  return error.kind;
}

afterEach(() => void vi.useRealTimers());

test('what was sent is what is verified, by any copy with the secret', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-02T09:00:00.000Z') });
  expect(await eventTokens({ secrets: SECRETS }).sign(GRANT)).toBe(SENT);
  expect(await eventTokens({ secrets: SECRETS }).verify(SENT)).toEqual(GRANT);
});

test('an address for an event opens no approval, and a link of an approval delivers no event, though both have the same secret', async () => {
  const claims = { ...GRANT, approvalId: 'payment' };
  const signedFor = (purpose: string): Promise<string> =>
    createTokenSigner({ where: 'test', purpose, secrets: SECRETS }).sign(claims, Date.now() + 10_000);
  const approvals = approvalTokens({ secrets: SECRETS });
  const events = eventTokens({ secrets: SECRETS });
  expect(await approvals.verify(await signedFor('approval'))).toEqual(claims);
  expect(await events.verify(await signedFor('event'))).toEqual(claims);
  expect(await kindOf(approvals.verify(await signedFor('event')))).toBe('forged');
  expect(await kindOf(events.verify(await signedFor('approval')))).toBe('forged');
});

test('what was signed for an event and names none is refused', async () => {
  const events = eventTokens({ secrets: SECRETS });
  const signed = createTokenSigner({ where: 'test', purpose: 'event', secrets: SECRETS });
  expect(await kindOf(events.verify(await signed.sign({ workflowId: 'order-7' }, Date.now() + 1_000)))).toBe('forged');
});
