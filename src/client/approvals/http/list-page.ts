import type { PendingApproval } from '../approvals-client.js';
import type { ApprovalListing } from '../list-approvals.js';
import { factsOf } from './facts.js';
import { html, type Html } from './html.js';

export function listPage({ approvals, silent, unreadable, limited }: ApprovalListing): Html {
  const count = approvals.length === 1 ? 'One request waits' : `${approvals.length} requests wait`;
  return html`
    <h1>Approvals</h1>
    <p role="status">${approvals.length === 0 ? 'Nothing waits for you.' : `${count} for an answer.`}</p>
    <ul class="cards">
      ${approvals.map(card)}
    </ul>
    ${silent.length === 0 ? html`` : note(`No worker answered for ${silent.join(', ')}, so what they ask is not shown.`)}
    ${unreadable.map(({ workflowId, reason }) => note(`What ${workflowId} asks cannot be read here: ${reason}.`))}
    ${limited ? note('There are more runs than were asked; the newest are shown.') : html``}
  `;
}

function card(approval: PendingApproval): Html {
  return html`<li>
    <p><a class="card-link" href="${addressOf(approval)}">${approval.title}</a></p>
    ${factsOf(approval)}
  </li>`;
}

/** Relative, so that it holds wherever the handler is. */
function addressOf({ workflowId, id }: PendingApproval): string {
  return `?${new URLSearchParams({ workflowId, id }).toString()}`;
}

function note(text: string): Html {
  return html`<section class="status bad"><p>${text}</p></section>`;
}
