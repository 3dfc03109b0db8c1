/** The document agent as a workflow, whichever framework extracts. What is imported here from tools are stubs: each call of one is an activity. */
import type { Artifact } from 'onceward';
import { gather, requestApproval } from 'onceward/workflow';
import type { ClaimFacts } from './scene/claim-facts.ts';
import { extractionPasses, type ExtractionPass } from './scene/extraction-passes.ts';
import { findConflict } from './scene/find-conflict.ts';
import { indexPages, openDocument, recognizePage, renderPage, searchDocument } from './tools.ts';
import { writeEverywhere, type WriteOutcome, type WriteFailurePolicy } from './write-everywhere.ts';

export interface DocumentAgentInput {
  readonly claimId: string;
  readonly pdf: Artifact<'application/pdf'>;
  /** When a write fails for good: take the others back, or ask a person. */
  readonly onWriteFailure: WriteFailurePolicy;
  readonly approvalExpires?: string;
}

export interface DocumentAgentResult extends WriteOutcome {
  readonly facts: Partial<ClaimFacts>;
  /** Passes that the model gave no usable answer to. */
  readonly unanswered: readonly string[];
  readonly decidedBy: string;
}

/** Asks the model one pass, once. Gives undefined for an answer that does not fit the pass's schema. */
export type Extract = (pass: ExtractionPass, prompt: string) => Promise<unknown>;

const PAGES_AT_ONCE = 8;
const PAGES_A_BATCH = 10;
const SAMPLES_A_PASS = 2;

/** Reads, extracts, asks a person where two pages disagree, and writes. */
export async function runDocumentAgent(input: DocumentAgentInput, extract: Extract): Promise<DocumentAgentResult> {
  const { claimId, pdf } = input;
  await readIntoIndex(claimId, pdf);

  const answers: Record<string, unknown> = {};
  for (const pass of extractionPasses) answers[pass.name] = await answerPass(pass, claimId, extract);
  const facts: Partial<ClaimFacts> = answers;
  const unanswered = extractionPasses.map(({ name }) => name).filter((name) => facts[name] === undefined);

  const { totalEur, decidedBy } = await decideTotal(facts, input);
  const outcome = await writeEverywhere({ claimId, totalEur, facts }, input.onWriteFailure);
  return { facts, unanswered, decidedBy, ...outcome };
}

async function readIntoIndex(index: string, pdf: Artifact<'application/pdf'>): Promise<void> {
  const { pages } = await openDocument(pdf);
  const numbers = Array.from({ length: pages }, (_, position) => position + 1);
  const texts = await gather(numbers, async (page) => ({ page, text: await recognizePage(await renderPage({ pdf, page })) }), {
    concurrency: PAGES_AT_ONCE,
    label: 'page',
  });
  const batches = Array.from({ length: Math.ceil(pages / PAGES_A_BATCH) }, (_, batch) =>
    texts.slice(batch * PAGES_A_BATCH, (batch + 1) * PAGES_A_BATCH),
  );
  await gather(batches, (batch) => indexPages({ index, pages: batch }), { concurrency: 2, label: 'batch' });
}

/** One pass: retrieval, then the model. Nonsense gets a fresh sample, then is left to a person. */
async function answerPass(pass: ExtractionPass, index: string, extract: Extract): Promise<unknown> {
  const passages = await searchDocument({ index, queries: pass.searchQueries });
  const prompt = `Pass: ${pass.name}\n${pass.question}\n\n${passages}`;
  for (let sample = 1; sample <= SAMPLES_A_PASS; sample += 1) {
    const answer = await extract(pass, prompt);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Pages that state different totals are for a person. Nobody answering within the time means: the sum of the items, marked as such. */
async function decideTotal(facts: Partial<ClaimFacts>, { approvalExpires = '3d' }: DocumentAgentInput) {
  const { damages } = facts;
  const conflict = damages && findConflict(damages);
  if (conflict === undefined) return { totalEur: damages?.totalClaimed[0]?.amountEur ?? null, decidedBy: 'the document' };
  const stated = conflict.statements.map(({ amountEur, page }) => `EUR ${amountEur} on page ${page}`).join(', ');
  const decision = await requestApproval<number>({
    id: 'total-claimed',
    title: `The total is stated as ${stated}. Use EUR ${conflict.proposedEur}, the sum of the items?`,
    proposed: conflict.proposedEur,
    expires: approvalExpires,
    onExpire: 'reject',
  });
  const totalEur = decision.approved ? (decision.value ?? conflict.proposedEur) : conflict.proposedEur;
  return { totalEur, decidedBy: decision.approved ? (decision.by ?? 'a person') : `${decision.action}: the sum of the items` };
}
