import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { planOf } from '../../payloads/fork/plan-of.js';
import type { ForkHeader, ForkPlan } from '../../shared/contract/fork.js';
import { OriginLost } from '../../shared/errors/origin-lost.js';
import type { Origins } from './origins.js';

/** The activity function that Temporal calls. */
export type PlanFork = (header: ForkHeader) => Promise<ForkPlan>;

/** The activity that a fork begins with: looks up what there is to take. */
export function createPlanFork(origins: Origins): PlanFork {
  return async (header) => {
    const { client } = Context.current();
    try {
      const run = await origins.read(Context.current(), header);
      return await planOf(run, header.before ?? Infinity, client.options.loadedDataConverter);
    } catch (error) {
      if (!OriginLost.isInstance(error)) throw error;
      throw ApplicationFailure.create({ type: error.code, message: error.message, nonRetryable: true });
    }
  };
}
