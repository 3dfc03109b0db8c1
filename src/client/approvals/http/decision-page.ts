import type { ApprovalDecision } from '../../../shared/contract/approval.js';
import type { PendingApproval } from '../approvals-client.js';
import { backLink } from './back-link.js';
import { toShortTime } from './facts.js';
import { html, type Html } from './html.js';
import { showValue } from './show-value.js';

interface Decided {
  readonly approval: PendingApproval;
  readonly decision: ApprovalDecision;
}

export function decisionPage(request: Request, { approval, decision }: Decided): Html {
  const { by, at, reason, value, items } = decision;
  return html`
    ${backLink(request)}
    <h1>${approval.title}</h1>
    <section class="${`status ${toneOf(decision)}`}" role="status" tabindex="-1" autofocus>
      <h2>${outcomeOf(decision)}</h2>
      <p class="quiet">${by === undefined ? '' : `By ${by}, `}${toShortTime(at)}</p>
      ${reason === undefined ? html`` : html`<p>${reason}</p>`}
    </section>
    ${
      value === undefined
        ? html``
        : html`<section>
            <h2>${decision.action === 'respond' ? 'Said' : 'Value'}</h2>
            ${showValue(value)}
          </section>`
    }
    ${Object.entries(items ?? {}).map(
      ([id, item]) =>
        html`<section>
          <h2>${titleOf(approval, id)}: ${item.approved ? 'approved' : 'rejected'}</h2>
          ${showValue(item.value)} ${item.reason === undefined ? html`` : html`<p>${item.reason}</p>`}
        </section>`,
    )}
  `;
}

function toneOf({ approved, items, awaiting, action }: ApprovalDecision): string {
  if (approved || awaiting !== undefined) return 'good';
  return action === 'respond' || Object.values(items ?? {}).some((item) => item.approved) ? '' : 'bad';
}

function outcomeOf({ action, approved, items, awaiting }: ApprovalDecision): string {
  if (awaiting !== undefined) return `Taken. ${awaiting === 1 ? 'One more has' : `${awaiting} more have`} to approve.`;
  if (action === 'respond') return 'Answered';
  const all = Object.values(items ?? {});
  if (all.length > 0) return `${all.filter((item) => item.approved).length} of ${all.length} approved`;
  if (!approved) return 'Rejected';
  return action === 'edit' ? 'Approved with changes' : 'Approved';
}

function titleOf({ items = [] }: PendingApproval, id: string): string {
  return items.find((item) => item.id === id)?.title ?? id;
}
