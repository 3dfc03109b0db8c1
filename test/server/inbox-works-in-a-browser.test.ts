import { request as sendRequest } from 'node:http';
import { mkdirSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { decide, pendingIds } from '../fixtures/people/answers.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';
import { findChromium } from '../support/find-chromium.ts';
import { startInbox, type RunningInbox } from '../support/start-inbox.ts';

const PHONE = { width: 375, height: 720 };
const LONG = 'https://store.example/'.concat('a-very-long-address-without-a-break/'.repeat(6));
/** Where pictures go, for somebody who wants to look: SCREENSHOTS=folder. */
const SCREENSHOTS = process.env['SCREENSHOTS'];

let scene: Scene;
let inbox: RunningInbox;
let browser: Browser;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
  inbox = await startInbox(scene.address, '--by', 'ada', '--role', 'claims-lead');
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
}, 120_000);

afterAll(async () => {
  await Promise.allSettled([browser?.close(), scene?.close()]);
  expect(await inbox?.stop()).toBe(0);
});

const INVOICE = { amount: 10, currency: 'EUR' };

async function asking(title: string, options: object = {}): Promise<WorkflowHandle> {
  const handle = await scene.start('asks', { id: 'pay', title, approvers: ['role:claims-lead'], ...options });
  await pendingIds(handle, ['pay']);
  return handle;
}

interface Look {
  readonly phone?: boolean;
  readonly dark?: boolean;
}

async function open(path = '', { phone = false, dark = false }: Look = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: phone ? PHONE : { width: 1000, height: 800 }, colorScheme: dark ? 'dark' : 'light' });
  page.setDefaultTimeout(15_000);
  await page.goto(`${inbox.url}${path}`);
  return page;
}

const addressOf = ({ workflowId }: WorkflowHandle): string => `?workflowId=${workflowId}&id=pay`;

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}

/** Presses Tab until what has the focus says this. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.textContent.trim()')) === name) return;
  }
  throw new Error(`Tab does not reach '${name}'.`);
}

test('lists what waits for one, and leads to it', async () => {
  const handle = await asking('Pay Acme 10 EUR?', { proposed: INVOICE, expires: '3d', onExpire: 'reject' });
  const both = await asking('Send the letter?', { proposed: 'Dear Ms Lovelace, …', quorum: 2 });
  await expect.poll(async () => (await open()).getByRole('link', { name: /\?$/ }).count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  const page = await open();
  await picture(page, 'list');
  await page.getByRole('link', { name: 'Pay Acme 10 EUR?' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Pay Acme 10 EUR?');
  await picture(page, 'request');
  await page.getByLabel('Reason').first().fill('checked');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  expect(await page.getByRole('status').textContent()).toMatch(/Approved\s+By ada, \d{4}-\d\d-\d\d \d\d:\d\d UTC\s+checked/);
  await picture(page, 'decided');
  expect(await handle.result()).toMatchObject({ approved: true, by: 'ada', reason: 'checked' });
  await both.terminate();
});

test('is usable without a mouse: the focus goes through everything in order and is seen, and lands on what came of it', async () => {
  const handle = await asking('Pay by keyboard?', { proposed: 'a text' });
  const page = await open(addressOf(handle));
  await tabTo(page, 'Change it and approve that');
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('another text');
  await tabTo(page, 'Approve the change');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Approved with changes' }).waitFor();
  expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe('status');
  expect(await handle.result()).toMatchObject({ action: 'edit', value: 'another text' });
});

test('gives an edit back that does not fit, with what is wrong, and takes the next', async () => {
  const handle = await asking('Change the amount?', { proposed: INVOICE, schemaOf: 'invoice' });
  const page = await open(addressOf(handle));
  await page.getByText('Change it and approve that').click();
  await page.getByLabel('New value').fill('{"amount": 5000}');
  await page.getByRole('button', { name: 'Approve the change' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('The value does not fit: amount: Too big');
  expect(await page.getByLabel('New value').inputValue()).toBe('{"amount": 5000}');
  await picture(page, 'invalid');
  await page.getByLabel('New value').fill('{"amount": 500}');
  await page.getByRole('button', { name: 'Approve the change' }).click();
  await page.getByRole('status').waitFor();
  expect(await handle.result()).toMatchObject({ value: { amount: 500, currency: 'EUR' } });
});

test('rejects, and answers in words', async () => {
  const [rejected, responded] = await Promise.all([asking('Reject?'), asking('Respond?')]);
  const page = await open(addressOf(rejected));
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('heading', { name: 'Rejected' }).waitFor();
  await page.goto(`${inbox.url}${addressOf(responded)}`);
  await page.getByText('Answer in words').click();
  await page.getByLabel('Answer', { exact: true }).fill('Ask <b>Bob</b>');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByRole('heading', { name: 'Answered' }).waitFor();
  expect(await rejected.result()).toMatchObject({ approved: false, action: 'reject' });
  expect(await responded.result()).toMatchObject({ action: 'respond', value: 'Ask <b>Bob</b>' });
});

test('decides about each item', async () => {
  const handle = await asking('Pay these?', { items: ['Acme', 'Bolt', 'Cora'].map((id) => ({ id, proposed: INVOICE })) });
  const page = await open(addressOf(handle));
  await page.getByRole('group', { name: 'Bolt' }).getByLabel('Reject').check();
  await page.getByRole('group', { name: 'Bolt' }).getByLabel('Reason').fill('paid already');
  await picture(page, 'items');
  await page.getByRole('button', { name: 'Decide as marked' }).click();
  await page.getByRole('heading', { name: '2 of 3 approved' }).waitFor();
  await picture(page, 'items-decided');
  expect(await handle.result()).toMatchObject({ items: { Acme: { approved: true }, Bolt: { approved: false, reason: 'paid already' } } });
});

test('says who was faster, what expired, and how many more have to approve', async () => {
  const [decided, expired, two] = await Promise.all([
    asking('Too late?'),
    scene.start('asks', { id: 'pay', title: 'Expired?', expires: '1ms', onExpire: 'reject' }),
    asking('Two of us?', { quorum: 2 }),
  ]);
  const page = await open(addressOf(decided));
  await decide(decided, { id: 'pay', action: 'reject', by: 'bob', roles: ['claims-lead'] });
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  expect(await page.getByRole('status').textContent()).toMatch(/It was already decided: reject by bob at \d{4}-/);
  await expired.result();
  await page.goto(`${inbox.url}${addressOf(expired)}`);
  expect(await page.getByRole('status').textContent()).toMatch(/It expired at \d{4}-/);
  await picture(page, 'expired');
  await page.goto(`${inbox.url}${addressOf(two)}`);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  expect(await page.getByRole('status').textContent()).toContain('One more has to approve');
  await page.goto(`${inbox.url}${addressOf(two)}`);
  expect(await page.getByText('1 of 2: ada').count()).toBe(1);
  await two.terminate();
});

describe('a phone', () => {
  test.for([false, true])('needs no sideways scroll (dark: %s)', async (dark) => {
    const handle = await asking(`Take ${LONG}?`, { proposed: { [LONG]: LONG, text: 'short' } });
    for (const path of [addressOf(handle), '', `?workflowId=${LONG}&id=${LONG}`]) {
      const page = await open(path, { phone: true, dark });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
      await picture(
        page,
        `phone-${dark ? 'dark' : 'light'}-${path === '' ? 'list' : path.includes(handle.workflowId) ? 'request' : 'problem'}`,
      );
    }
    await handle.terminate();
  });
});

describe('the inbox is for this machine', () => {
  const ask = (headers: Readonly<Record<string, string>>, method = 'GET', url = inbox.url): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = sendRequest(url, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once('error', reject).end();
    });

  test('and refuses a name that leads here, so that no page can rebind one', async () => {
    expect(await ask({})).toBe(200);
    expect(await ask({ host: `evil.example:${new URL(inbox.url).port}` })).toBe(421);
    expect(await ask({ host: '127.0.0.1' })).toBe(421);
  });

  test('and for whoever has the whole address: without its secret nobody sees or decides anything, another secret is none', async () => {
    const handle = await asking('Another user?');
    const { origin, pathname } = new URL(inbox.url);
    expect(pathname).toMatch(/^\/[\w-]{43}\/$/);
    const guesses = ['/', `${pathname.slice(0, -2)}/`, `/${'a'.repeat(43)}/`, `${pathname}more/`, '/%2e%2e/'].map(
      (path) => `${origin}${path}`,
    );
    for (const guess of guesses) {
      expect(await ask({}, 'GET', guess)).toBe(403);
      expect(await ask({}, 'GET', `${guess}${addressOf(handle)}`)).toBe(403);
      const form = new URLSearchParams({ action: 'approve' });
      const posted = await fetch(`${guess}${addressOf(handle)}`, { method: 'POST', body: form });
      expect([posted.status, await posted.text()]).toEqual([403, expect.stringContaining('opens at the whole address')]);
    }
    await pendingIds(handle, ['pay']);
    const other = await startInbox(scene.address, '--by', 'eve');
    expect(new URL(other.url).pathname).not.toBe(pathname);
    expect(await ask({}, 'GET', `${origin}${new URL(other.url).pathname}`)).toBe(403);
    expect(await other.stop()).toBe(0);
    await handle.terminate();
  });

  test('and gives its address to no other site', async () => {
    const response = await fetch(inbox.url, { headers: { accept: 'text/html' } });
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('and takes no answer from the page of another site', async () => {
    const handle = await asking('Cross-site?');
    const page = await browser.newPage();
    await page.setContent(
      `<form method="post" action="${inbox.url}${addressOf(handle)}"><button name="action" value="approve">Win</button></form>`,
    );
    const answered = page.waitForResponse((response) => response.url().startsWith(inbox.url));
    await page.getByRole('button').click();
    expect((await answered).status()).toBe(403);
    await pendingIds(handle, ['pay']);
    await handle.terminate();
  });
});
