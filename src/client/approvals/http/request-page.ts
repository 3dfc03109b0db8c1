import type { ApprovalItem } from '../../../shared/contract/approval.js';
import type { Json } from '../../../shared/contract/json.js';
import type { PendingApproval } from '../approvals-client.js';
import { backLink } from './back-link.js';
import { factsOf } from './facts.js';
import { html, type Html } from './html.js';
import type { Shown } from './respond.js';
import { showValue, toDraft } from './show-value.js';

const LONGEST_REASON = 10_000;

/** The request with a form for each thing one can do about it. It posts to its own address, which holds the link. */
export function requestPage(request: Request, { approval, person, problem, draft }: Shown): Html {
  const { title, subject, proposed, items } = approval;
  return html`
    ${backLink(request)}
    <h1>${title}</h1>
    ${
      problem === undefined
        ? html``
        : html`<section class="status bad" role="alert" tabindex="-1" autofocus><p>${problem.message} Nothing was decided.</p></section>`
    }
    ${factsOf(approval)}
    ${
      subject === undefined
        ? html``
        : html`<section>
            <h2>What it is about</h2>
            ${subject.preview === undefined ? html`` : html`<pre>${subject.preview}</pre>`}
            <p class="quiet">${subject.mediaType}, ${subject.bytes} bytes, ${subject.key}</p>
          </section>`
    }
    ${
      items === undefined && proposed !== undefined
        ? html`<section>
            <h2>Proposed</h2>
            ${showValue(proposed)}
          </section>`
        : html``
    }
    ${items === undefined ? decideWhole(approval, draft) : decideItems(approval, items, draft)}
    ${person === undefined ? html`` : html`<p class="quiet">You answer as ${person.by}.</p>`}
  `;
}

function decideWhole(approval: PendingApproval, draft: URLSearchParams | undefined): Html {
  const { actions, proposed, schema } = approval;
  return html`
    ${
      actions.includes('approve') || actions.includes('reject')
        ? html`<form method="post">
            ${reasonField('reason', draft)}
            <div class="buttons">
              ${actions.includes('approve') ? html`<button class="main" name="action" value="approve">Approve</button>` : html``}
              ${actions.includes('reject') ? html`<button class="bad" name="action" value="reject">Reject</button>` : html``}
            </div>
          </form>`
        : html``
    }
    ${
      actions.includes('edit')
        ? html`<details ${draft?.get('action') === 'edit' ? html`open` : html``}>
            <summary>Change it and approve that</summary>
            <form method="post">
              ${valueField({ name: 'value', label: 'New value', value: proposed, draft })} ${schemaOf(schema)}
              ${reasonField('edit-reason', draft)}
              <div class="buttons"><button class="main" name="action" value="edit">Approve the change</button></div>
            </form>
          </details>`
        : html``
    }
    ${
      actions.includes('respond')
        ? html`<details ${draft?.get('action') === 'respond' ? html`open` : html``}>
            <summary>Answer in words</summary>
            <form method="post">
              <label for="response">Answer</label>
              <textarea id="response" name="response" required>${draft?.get('response') ?? ''}</textarea>
              <div class="buttons"><button name="action" value="respond">Send the answer</button></div>
            </form>
          </details>`
        : html``
    }
  `;
}

function decideItems({ actions }: PendingApproval, items: readonly ApprovalItem[], draft: URLSearchParams | undefined): Html {
  const whole = actions.includes('approve') ? 'approve' : 'edit';
  return html`<form method="post">
    ${items.map((item, at) => itemFields(item, at, { canEdit: actions.includes('edit'), draft }))}
    ${reasonField('reason', draft, 'Reason for all')}
    <div class="buttons">
      <button class="main" name="action" value="${whole}">Decide as marked</button>
      ${actions.includes('reject') ? html`<button class="bad" name="action" value="reject">Reject all</button>` : html``}
    </div>
  </form>`;
}

interface ItemForm {
  readonly canEdit: boolean;
  readonly draft: URLSearchParams | undefined;
}

function itemFields({ id, title = id, proposed, schema }: ApprovalItem, at: number, { canEdit, draft }: ItemForm): Html {
  const marked = draft?.get(`action-${at}`) ?? 'approve';
  const choice = (action: string, label: string): Html =>
    html`<label class="choice"
      ><input type="radio" name="action-${at}" value="${action}" ${marked === action ? html`checked` : html``} />${label}</label
    >`;
  return html`<fieldset>
    <legend>${title}</legend>
    <input type="hidden" name="item" value="${id}" />
    ${showValue(proposed)}
    <div>${choice('approve', 'Approve')} ${choice('reject', 'Reject')} ${canEdit ? choice('edit', 'Change') : html``}</div>
    ${
      canEdit
        ? html`<details ${marked === 'edit' ? html`open` : html``}>
            <summary>New value, if it changes</summary>
            ${valueField({ name: `value-${at}`, label: `New value of ${title}`, value: proposed, draft })} ${schemaOf(schema)}
          </details>`
        : html``
    }
    <label for="reason-${at}">Reason (optional)</label>
    <input type="text" id="reason-${at}" name="reason-${at}" maxlength="${LONGEST_REASON}" value="${draft?.get(`reason-${at}`) ?? ''}" />
  </fieldset>`;
}

interface ValueField {
  readonly name: string;
  readonly label: string;
  readonly value: Json | undefined;
  readonly draft: URLSearchParams | undefined;
}

function valueField({ name, label, value, draft }: ValueField): Html {
  const { text, isText } = toDraft(value);
  return html`<label for="${name}">${label}${isText ? '' : ' (JSON)'}</label>
    ${isText ? html`<input type="hidden" name="${name}-is" value="text" />` : html``}
    <textarea id="${name}" name="${name}" spellcheck="${isText}" class="${isText ? '' : 'code'}">${draft?.get(name) ?? text}</textarea>`;
}

function reasonField(id: string, draft: URLSearchParams | undefined, label = 'Reason'): Html {
  return html`<label for="${id}">${label} (optional)</label>
    <textarea id="${id}" name="reason" maxlength="${LONGEST_REASON}">${draft?.get('reason') ?? ''}</textarea>`;
}

function schemaOf(schema: Json | undefined): Html {
  if (schema === undefined) return html``;
  return html`<details>
    <summary>What it has to be</summary>
    <pre>${JSON.stringify(schema, undefined, 2)}</pre>
  </details>`;
}
