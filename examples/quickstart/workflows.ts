import { ToolLoopAgent } from 'ai';
import { gather, requestApproval, withOptions } from 'onceward/workflow';
import { model } from './models.ts';
import { lookupCompany, readPage, writeReport } from './tools.ts';

export async function report(question: string, urls: string[]): Promise<string | undefined> {
  const pages = await gather(urls, (url) => readPage(url), { concurrency: 8, label: 'page' });
  const agent = new ToolLoopAgent({ model, tools: { lookupCompany } });
  const { text } = await agent.generate({ prompt: [question, ...pages].join('\n\n') });
  const { approved, value } = await requestApproval({ id: 'publish', proposed: text, expires: '3d', onExpire: 'reject' });
  return approved ? withOptions(writeReport, { startToCloseTimeout: '20s' })({ text: value }) : undefined;
}
