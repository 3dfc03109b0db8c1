import { APPROVAL_ATTRIBUTE, APPROVAL_ATTRIBUTE_TYPE, APPROVAL_WAITING } from 'onceward';
import { defineCheck } from '../define-check.js';

/** Whether runs that wait for a person are found by search. Without, they are asked one by one, which is slower and no mistake. */
export const approvals = defineCheck({
  id: 'approvals',
  title: 'Approvals',
  async run(context) {
    const { client, namespace } = await context.server();
    const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
    const type = Number(customAttributes?.[APPROVAL_ATTRIBUTE]);
    const create = `temporal operator search-attribute create --namespace ${namespace} --name ${APPROVAL_ATTRIBUTE} --type Keyword`;
    if (Number.isNaN(type)) {
      const detail = `found by asking each open run; to find them by search, run \`${create}\` and restart the workers`;
      return { ok: true, detail, data: { attribute: APPROVAL_ATTRIBUTE, registered: false } };
    }
    if (type === APPROVAL_ATTRIBUTE_TYPE) {
      const detail = `found by search: ${APPROVAL_ATTRIBUTE} = '${APPROVAL_WAITING}'`;
      return { ok: true, detail, data: { attribute: APPROVAL_ATTRIBUTE, registered: true } };
    }
    const remove = `temporal operator search-attribute remove --namespace ${namespace} --name ${APPROVAL_ATTRIBUTE}`;
    const detail = `the search attribute ${APPROVAL_ATTRIBUTE} is not of type Keyword, so no run writes it`;
    return { ok: false, detail, fix: `Run \`${remove}\`, then \`${create}\`.` };
  },
});
