import { defineCheck } from '../define-check.js';

/** Temporal's `TaskQueueType`; the enum itself is not ours to import. */
const QUEUE_TYPES = { workflows: 1, activities: 2 } as const;

/** Whether workers wait on the queue that the user named. A queue without any keeps its work waiting, unseen. */
export const pollers = defineCheck({
  id: 'pollers',
  title: 'Workers',
  appliesTo: ({ taskQueue }) => taskQueue !== undefined,
  async run(context) {
    const { client, namespace } = await context.server();
    const { taskQueue } = context;
    const count = async (taskQueueType: number): Promise<number> => {
      const { pollers: found } = await client.connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
        // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is not ours to import
        taskQueueType,
      });
      return new Set(found?.map(({ identity }) => identity)).size;
    };
    const [workflows, activities] = [await count(QUEUE_TYPES.workflows), await count(QUEUE_TYPES.activities)];
    const detail = `'${taskQueue}' has ${workflows} for workflows and ${activities} for activities`;
    // A worker for activities alone is a set-up that is meant, such as one on GPU machines.
    const ok = activities > 0 || workflows > 0;
    return { ok, detail, ...(!ok && { fix: `Start a worker with taskQueue: '${taskQueue}'.` }) };
  },
});
