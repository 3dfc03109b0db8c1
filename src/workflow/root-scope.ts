import { CancellationScope } from '@temporalio/workflow';

/** The scope of the whole run. */
export function rootScope(): CancellationScope {
  let scope = CancellationScope.current();
  while (scope.parent !== undefined) scope = scope.parent;
  return scope;
}
