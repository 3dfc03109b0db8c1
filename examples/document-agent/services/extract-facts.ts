import type { ClaimFacts, PassName } from '../scene/claim-facts.ts';
import { fromWrittenAmount, fromWrittenDate } from '../scene/written-form.ts';
import type { Passage } from '../search/passages.ts';

export interface ExtractionSource {
  /** What was retrieved, as the prompt quotes it: nothing else is known. */
  readonly passages: readonly Passage[];
  /** What the tool `lookupCompany` answered; undefined when it was not called or found nothing. */
  readonly company: Record<string, unknown> | undefined;
}

/** Answers one pass from the passages alone: what they do not say is null or missing, as with an honest model. */
export function extractFacts(pass: PassName, source: ExtractionSource): ClaimFacts[PassName] {
  return EXTRACTORS[pass](source);
}

/** The registry number that the passages name; null when they name none. */
export function findRegistryNumber(passages: readonly Passage[]): string | null {
  return findValue(passages, 'Company registry number');
}

const EXTRACTORS: { readonly [Name in PassName]: (source: ExtractionSource) => ClaimFacts[Name] } = {
  claimant: ({ passages }) => ({
    claimant: findValue(passages, 'Claimant'),
    policyNumber: findValue(passages, 'Policy number'),
    insurer: findValue(passages, 'Insurer'),
    insuredProperty: findValue(passages, 'Insured property'),
  }),
  incident: ({ passages }) => ({
    date: fromWrittenDate(findValue(passages, 'Date of the incident') ?? '') ?? null,
    cause: findValue(passages, 'Cause of the damage'),
    place: findValue(passages, 'Place of the incident'),
    fireBrigadeReport: findValue(passages, 'Report of the fire brigade'),
  }),
  damages: ({ passages }) => ({
    lineItems: findNumbered(passages, /^Item (\d+)[:;.] (.+)[,.] EUR ([\d,.]+\d\d)/).map(([description = '', amount = '']) => ({
      description,
      amountEur: fromWrittenAmount(amount),
    })),
    totalClaimed: findTotals(passages),
  }),
  payments: ({ passages }) => ({
    payments: findNumbered(passages, /^Payment (\d+)[:;.] EUR ([\d,.]+\d\d)[,.] (.+)[,.] payee (.+)/).map(
      ([amount = '', date = '', payee = '']) => ({
        amountEur: fromWrittenAmount(amount),
        date: fromWrittenDate(date) ?? date,
        payee,
      }),
    ),
  }),
  contractor: ({ passages, company }) => ({
    name: findValue(passages, 'Contractor'),
    registryNumber: findRegistryNumber(passages),
    seat: textOrNull(company?.['seat']),
    status: textOrNull(company?.['status']),
    vatNumber: textOrNull(company?.['vatNumber']),
  }),
  deadlines: ({ passages }) => ({
    deadlines: findNumbered(passages, /^Deadline (\d+)[:;.] (.+) by (\d{1,2} [A-Z][a-z]+ \d{4})/).map(([action = '', date = '']) => ({
      action,
      date: fromWrittenDate(date) ?? date,
    })),
  }),
};

function linesOf(passages: readonly Passage[]): { readonly page: number; readonly line: string }[] {
  return passages.flatMap(({ page, text }) => text.split('\n').map((line) => ({ page, line: line.replaceAll(/\s+/g, ' ').trim() })));
}

/** The rest of the first line that begins with this name and a colon, which a text reader may have taken for its neighbours. */
function findValue(passages: readonly Passage[], name: string): string | null {
  const found = linesOf(passages).find(({ line }) => line.startsWith(name) && /^[:;.] /.test(line.slice(name.length)));
  return found === undefined ? null : found.line.slice(name.length + 2);
}

/** What each numbered line says, in the order of the numbers, each number once. */
function findNumbered(passages: readonly Passage[], pattern: RegExp): string[][] {
  const byNumber = new Map<number, string[]>();
  for (const { line } of linesOf(passages)) {
    const [, number, ...parts] = pattern.exec(line) ?? [];
    if (number !== undefined) byNumber.set(Number(number), parts);
  }
  return [...byNumber].sort(([left], [right]) => left - right).map(([, parts]) => parts);
}

function findTotals(passages: readonly Passage[]): { amountEur: number; page: number }[] {
  const totals = new Map<string, { amountEur: number; page: number }>();
  for (const { page, line } of linesOf(passages)) {
    const amount = /^Total amount claimed[:;.] EUR ([\d,.]+\d\d)/.exec(line)?.[1];
    if (amount !== undefined) totals.set(`${page} ${fromWrittenAmount(amount)}`, { amountEur: fromWrittenAmount(amount), page });
  }
  return [...totals.values()].sort((left, right) => left.page - right.page);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
