import { TokenRefused } from 'onceward';
import { approvalTokens, type ApprovalTokens } from 'onceward/client';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createTokenSigner } from '../../../src/tokens/token-signer.ts';
import { refusalOf } from '../../fixtures/harness/bundle-workflows.ts';

const OLD = { id: '2026-10', secret: 'a'.repeat(64) };
const NEW = { id: '2026-11', secret: 'b'.repeat(64) };
const GRANT = { workflowId: 'invoice-7', firstRunId: '0198c3f0', approvalId: 'pay', by: 'ada', roles: ['claims-lead'] };
const NOW_MS = Date.parse('2026-01-02T09:00:00.000Z');
const DAY_MS = 86_400_000;
/** As it stands in somebody's mail. */
const SENT =
  '2026-10.eyJ2IjoxLCJjbGFpbXMiOnsid29ya2Zsb3dJZCI6Imludm9pY2UtNyIsImZpcnN0UnVuSWQiOiIwMTk4YzNmMCIsImFwcHJvdmFsSWQiOiJwYXkiLCJieSI6ImFkYSIsInJvbGVzIjpbImNsYWltcy1sZWFkIl19LCJleHBpcmVzQXRNcyI6MTc2Nzk0OTIwMDAwMH0.CEa22urXaQ-9TdjDziYnZMY-5J-1zOE1prg6RcT6G-c';

async function refusedAs(token: string, tokens: ApprovalTokens = approvalTokens({ secrets: [OLD] })): Promise<string> {
  const error = await refusalOf(tokens.verify(token));
  if (!TokenRefused.isInstance(error)) throw error;
  return error.kind;
}

function problemOf(secrets: readonly object[]): string {
  try {
    approvalTokens({ secrets: secrets as never });
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

afterEach(() => void vi.useRealTimers());

test('what was sent is what is verified, by any copy with the secret', async () => {
  vi.useFakeTimers({ now: NOW_MS });
  expect(await approvalTokens({ secrets: [OLD] }).sign(GRANT)).toBe(SENT);
  expect(await approvalTokens({ secrets: [OLD] }).verify(SENT)).toEqual(GRANT);
});

describe('rotation', () => {
  test('signs with the newest and takes all', async () => {
    const before = await approvalTokens({ secrets: [OLD] }).sign(GRANT);
    const rotated = approvalTokens({ secrets: [NEW, OLD] });
    const after = await rotated.sign(GRANT);
    expect(after).toMatch(/^2026-11\./);
    expect(await rotated.verify(before)).toEqual(GRANT);
    expect(await approvalTokens({ secrets: [NEW] }).verify(after)).toEqual(GRANT);
  });

  test('takes nothing of a secret that was taken out', async () => {
    const before = await approvalTokens({ secrets: [OLD] }).sign(GRANT);
    expect(await refusedAs(before, approvalTokens({ secrets: [NEW] }))).toBe('forged');
    // Nor under the id of another secret.
    expect(await refusedAs(before.replace(OLD.id, NEW.id), approvalTokens({ secrets: [NEW, OLD] }))).toBe('forged');
  });
});

describe('a token is forged when', () => {
  test('any character of its claims was changed', async () => {
    const token = await approvalTokens({ secrets: [OLD] }).sign(GRANT);
    const [id = '', body = '', signature = ''] = token.split('.');
    const changed = body.split('').map((character, at) => `${body.slice(0, at)}${character === 'A' ? 'B' : 'A'}${body.slice(at + 1)}`);
    const kinds = await Promise.all(changed.map((one) => refusedAs(`${id}.${one}.${signature}`)));
    expect([...new Set(kinds)]).toEqual(['forged']);
  });

  test('it says another name under the same signature', async () => {
    const [id = '', body = '', signature = ''] = (await approvalTokens({ secrets: [OLD] }).sign(GRANT)).split('.');
    const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"ada"', '"bob"')).toString('base64url');
    expect(await refusedAs(`${id}.${other}.${signature}`)).toBe('forged');
  });

  test('it was made for another purpose with the same secret', async () => {
    const webhook = createTokenSigner({ where: 'test', purpose: 'webhook', secrets: [OLD] });
    expect(await refusedAs(await webhook.sign(GRANT, Date.now() + DAY_MS))).toBe('forged');
  });

  test.for(['', '.', '..', 'a.b.c', `${OLD.id}..`, `${OLD.id}.${'a'.repeat(5_000)}.${'a'.repeat(43)}`, '💥.a.a', SENT.slice(0, -1)])(
    'it is %s',
    async (token) => {
      expect(await refusedAs(token)).toBe('forged');
    },
  );
});

test('a token expires, to the millisecond', async () => {
  vi.useFakeTimers({ now: NOW_MS });
  const tokens = approvalTokens({ secrets: [OLD], validFor: '1d' });
  const token = await tokens.sign(GRANT);
  vi.setSystemTime(NOW_MS + DAY_MS - 1);
  expect(await tokens.verify(token)).toEqual(GRANT);
  vi.setSystemTime(NOW_MS + DAY_MS);
  expect(await refusedAs(token, tokens)).toBe('expired');
  expect((await refusalOf(tokens.verify(token))).message).toContain('The link expired at 2026-01-03T09:00:00.000Z.');
});

test('secrets that protect nothing are refused at once', () => {
  expect(problemOf([])).toContain("option 'secrets' has none");
  expect(problemOf([{ id: 'k', secret: 'short' }])).toContain("has less than 32 bytes for 'k'");
  expect(problemOf([{ id: 'k', secret: undefined }])).toContain("has less than 32 bytes for 'k'");
  expect(problemOf([OLD, OLD])).toContain("has '2026-10' twice");
  expect(problemOf([{ ...OLD, id: 'a.b' }])).toContain('has an id that is no name');
});
