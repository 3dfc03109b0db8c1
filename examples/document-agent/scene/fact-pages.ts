import type { Claim } from './create-claim.ts';
import type { ClaimPage } from './claim-page.ts';
import type { SpecialPage } from './place-pages.ts';
import { toWrittenAmount, toWrittenDate } from './written-form.ts';

export type PageContent = Omit<ClaimPage, 'number'>;

const FIRST_PART_ITEMS = 4;

/** The pages that hold the facts, and the two that hold no text. A fact stands on a line of its own, short enough never to wrap. */
export function createSpecialPages(claim: Claim): Readonly<Record<SpecialPage, PageContent>> {
  return {
    claimForm: claimForm(claim),
    incident: incidentReport(claim),
    blank: { kind: 'blank', title: '', blocks: [] },
    damagesFirst: itemList(claim, 0, FIRST_PART_ITEMS),
    damagesSecond: itemList(claim, FIRST_PART_ITEMS, claim.lineItems.length),
    picture: { kind: 'picture', title: '', blocks: [] },
    payments: paymentRecord(claim),
    contractor: repairContract(claim),
    adjuster: adjusterReport(claim),
    deadlines: deadlineLetter(claim),
  };
}

function textPage(title: string, blocks: readonly string[]): PageContent {
  return { kind: 'text', title, blocks };
}

function claimForm(claim: Claim): PageContent {
  return textPage('Claim form', [
    `Insurer: ${claim.insurer}`,
    `Claimant: ${claim.claimant}`,
    `Policy number: ${claim.policyNumber}`,
    `Insured property: ${claim.insuredProperty}`,
    `Total amount claimed: ${toWrittenAmount(claim.totalOnClaimForm)}`,
    'The claimant declares that the statements on this form are complete and true, and agrees that the insurer may inspect the property and ask for receipts.',
    'The form was received by post and entered into the file on the same day.',
  ]);
}

function incidentReport(claim: Claim): PageContent {
  const { incident } = claim;
  return textPage('Incident report', [
    `Date of the incident: ${toWrittenDate(incident.date)}`,
    `Place of the incident: ${incident.place}`,
    `Cause of the damage: ${incident.cause}`,
    `Report of the fire brigade: ${incident.fireBrigadeReport}`,
    'Water was found early in the morning. The main valve was closed by a neighbour, and the fire brigade pumped the rooms dry within two hours.',
    'Nobody was hurt. The property stayed habitable, except for the rooms named above.',
  ]);
}

function itemList(claim: Claim, start: number, end: number): PageContent {
  const part = start === 0 ? 'first part' : 'second part';
  return textPage(`List of damaged items, ${part}`, [
    ...claim.lineItems
      .slice(start, end)
      .map((item, index) => `Item ${start + index + 1}: ${item.description}, ${toWrittenAmount(item.amountEur)}`),
    'Every item was inspected on site. The amounts are replacement values without tax, taken from the offers in the annex.',
    'Items below the deductible were left out at the request of the claimant.',
  ]);
}

function paymentRecord(claim: Claim): PageContent {
  return textPage('Payment record', [
    ...claim.payments.map(
      (payment, index) =>
        `Payment ${index + 1}: ${toWrittenAmount(payment.amountEur)}, ${toWrittenDate(payment.date)}, payee ${payment.payee}`,
    ),
    'All payments were made by bank transfer as advances on the later settlement, without recognition of a legal duty.',
    'A further advance needs the consent of the head of the claims department.',
  ]);
}

function repairContract(claim: Claim): PageContent {
  return textPage('Repair contract', [
    `Contractor: ${claim.contractor.name}`,
    `Company registry number: ${claim.contractor.registryNumber}`,
    'The contractor takes over the drying, the replacement of the floor and all painting work. The work starts within ten days of the order.',
    'The contractor is liable for its own subcontractors. Changes of this contract need the written form.',
  ]);
}

function adjusterReport(claim: Claim): PageContent {
  return textPage('Report of the adjuster', [
    `Total amount claimed: ${toWrittenAmount(claim.totalInAdjusterReport)}`,
    'The adjuster visited the property twice, compared the list with the photographs, and found the quantities plausible.',
    'The drying was ordered in time. There are no signs of earlier water damage in the rooms concerned.',
    'The adjuster recommends to settle the claim after the final invoice has been checked.',
  ]);
}

function deadlineLetter(claim: Claim): PageContent {
  return textPage('Deadlines set by the insurer', [
    ...claim.deadlines.map((deadline, index) => `Deadline ${index + 1}: ${deadline.action} by ${toWrittenDate(deadline.date)}`),
    'A deadline is kept when the document reaches the insurer on that day. An extension has to be asked for in writing before it ends.',
    'With kind regards, the claims department',
  ]);
}
