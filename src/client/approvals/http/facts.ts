import type { ApprovalRequest } from '../../../shared/contract/approval.js';
import { html, type Html } from './html.js';

/** What there is to know of a request beside what it proposes. */
export function factsOf(request: ApprovalRequest & { readonly workflowId: string }): Html {
  const { workflowId, approvers, requester, quorum, approvedBy = [], expiresAt } = request;
  const progress = approvedBy.length === 0 ? `0 of ${quorum}` : `${approvedBy.length} of ${quorum}: ${approvedBy.join(', ')}`;
  return html`<dl class="quiet">
    <dt>Asked by</dt>
    <dd>${workflowId}</dd>
    ${
      approvers
        ? html`<dt>Who may answer</dt>
            <dd>${approvers.map((name) => name.replace(/^role:(.*)$/, 'whoever is $1')).join(', ')}</dd>`
        : html``
    }
    ${
      requester === undefined
        ? html``
        : html`<dt>Who may not</dt>
            <dd>${requester}, who made the request</dd>`
    }
    ${
      quorum === 1
        ? html``
        : html`<dt>Approved</dt>
            <dd>${progress}</dd>`
    }
    <dt>Open until</dt>
    <dd>${expiresAt === undefined ? 'somebody answers' : html`<time datetime="${expiresAt}">${toShortTime(expiresAt)}</time>`}</dd>
  </dl>`;
}

/** `2026-01-02T09:00:00.000Z` for a person: `2026-01-02 09:00 UTC`. */
export function toShortTime(iso: string): string {
  return iso.replace(/^(.{10})T(.{5}).*Z$/, '$1 $2 UTC');
}
