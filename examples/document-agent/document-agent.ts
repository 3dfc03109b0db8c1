/** The document agent as a workflow, whichever framework extracts. What is imported here from tools are stubs: each call of one is an activity. */
import { StepFailed, type Artifact } from 'onceward';
import { gather, requestApproval, saga, type SagaOptions } from 'onceward/workflow';
import type { ClaimFacts } from './scene/claim-facts.ts';
import { extractionPasses, type ExtractionPass } from './scene/extraction-passes.ts';
import { findConflict } from './scene/find-conflict.ts';
import * as tools from './tools.ts';

export interface DocumentAgentInput {
  readonly claimId: string;
  readonly pdf: Artifact<'application/pdf'>;
  /** When a system refuses the record for good: take the others back, or ask a person first. */
  readonly onFailedWrite?: SagaOptions['onFailedStep'];
  readonly approvalExpires?: string;
}
export type DocumentAgentResult = Awaited<ReturnType<typeof runDocumentAgent>>;

/** Asks the model one pass, once. Gives undefined for an answer that does not fit the pass's schema. */
export type Extract = (pass: ExtractionPass, prompt: string) => Promise<unknown>;

const PAGES_A_BATCH = 10;

/** Reads, extracts, asks a person where two pages disagree, and writes. */
export async function runDocumentAgent(extract: Extract, { claimId, pdf, onFailedWrite, approvalExpires }: DocumentAgentInput) {
  await readIntoIndex(claimId, pdf);
  const answers: Record<string, unknown> = {};
  for (const pass of extractionPasses) answers[pass.name] = await answerPass(pass, claimId, extract);
  const unanswered = Object.keys(answers).filter((pass) => answers[pass] === undefined);
  const facts: Partial<ClaimFacts> = answers;
  const { totalEur, decidedBy } = await decideTotal(facts, approvalExpires);
  const written = await writeEverywhere({ claimId, totalEur, facts }, { name: 'write', onFailedStep: onFailedWrite });
  return { facts, unanswered, decidedBy, ...written };
}

async function readIntoIndex(index: string, pdf: Artifact<'application/pdf'>): Promise<void> {
  const { pages } = await tools.openDocument(pdf);
  const read = async (page: number) => ({ page, text: await tools.recognizePage(await tools.renderPage({ pdf, page })) });
  const texts = await gather(pages, read, { concurrency: 8, label: 'page' });
  const firsts = pages.filter((page) => page % PAGES_A_BATCH === 1);
  const batches = firsts.map((first) => texts.slice(first - 1, first - 1 + PAGES_A_BATCH));
  await gather(batches, (batch) => tools.indexPages({ index, pages: batch }), { concurrency: 2, label: 'batch' });
}

/** One pass: retrieval, then the model. Nonsense gets a fresh sample, then is left to a person. */
async function answerPass(pass: ExtractionPass, index: string, extract: Extract): Promise<unknown> {
  const passages = await tools.searchDocument({ index, queries: pass.searchQueries });
  const prompt = `Pass: ${pass.name}\n${pass.question}\n\n${passages}`;
  return (await extract(pass, prompt)) ?? extract(pass, prompt);
}

/** Pages that state different totals are for a person. Nobody answering within the time means: the sum of the items, marked as such. */
async function decideTotal({ damages }: Partial<ClaimFacts>, expires = '3d') {
  const conflict = damages && findConflict(damages);
  if (conflict === undefined) return { totalEur: damages?.totalClaimed[0]?.amountEur ?? null, decidedBy: 'the document' };
  const { question: title, proposedEur: proposed } = conflict;
  const decision = await requestApproval({ id: 'total-claimed', title, proposed, expires, onExpire: 'reject' });
  if (decision.approved) return { totalEur: decision.value ?? proposed, decidedBy: decision.by ?? 'a person' };
  return { totalEur: proposed, decidedBy: `${decision.action}: the sum of the items` };
}

/** Three systems get the record, or none: what was written before one refuses is taken back, also when the worker dies in between. */
async function writeEverywhere(record: object, options: SagaOptions) {
  try {
    const records = await saga(async (step) => {
      const crm = await step('crm', { do: () => tools.writeCrm(record), undo: tools.takeBack });
      const accounting = await step('accounting', { do: () => tools.writeAccounting(record), undo: tools.takeBack });
      const archive = await step('archive', { do: () => tools.writeArchive(record), undo: tools.takeBack });
      return { crm: crm.id, accounting: accounting.id, archive: archive.id };
    }, options);
    return { status: 'written' as const, records };
  } catch (error) {
    if (!StepFailed.isInstance(error)) throw error;
    const [failure] = error.message.split('\n');
    return { status: 'compensated' as const, records: {}, failure };
  }
}
