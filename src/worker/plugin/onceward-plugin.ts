import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { SimplePlugin } from '@temporalio/plugin';
import { Runtime } from '@temporalio/worker';
import type { BundleOptions, ReplayWorkerOptions, Worker, WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { checkExternalStorage } from '../../payloads/check-external-storage.js';
import type { PayloadOptions } from '../../payloads/payload-options.js';
import type { ConversationForm } from '../../shared/chain/conversation-form.js';
import { FORK_PLAN } from '../../shared/contract/fork.js';
import type { SideEffect } from '../../shared/durable/side-effect.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { StaleBundle } from '../../shared/errors/stale-bundle.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs } from '../../shared/options/duration.js';
import { configureWebpack } from '../bundler/configure-webpack.js';
import { stackTracesLine } from '../bundler/stack-traces-line.js';
import { createStepManifest, manifestHashOf, type StepManifest } from '../bundler/step-manifest.js';
import { createPlanFork, type PlanFork } from '../fork/plan-fork.js';
import { activityInterceptor } from '../pipeline/activity-interceptor.js';
import { createActivities, type StepActivity } from '../pipeline/create-activity.js';
import { activitiesOf } from '../registry/activities-of.js';
import { collectSteps } from '../registry/collect-steps.js';
import type { DurableStep } from '../registry/durable-step.js';
import { ApprovalAttribute } from './approval-attribute.js';
import { openAdapters } from './open-adapters.js';
import { PLUGIN_OPTION_NAMES, type OncewardPluginOptions } from './plugin-options.js';
import { laptopStore } from './laptop-stores.js';
import { checkKeeping } from './check-keeping.js';
import { checkLifetime, describeCutSteps, lifetimeMsOf } from './check-lifetime.js';
import { checkPluginDefaults } from './check-plugin-defaults.js';
import { createStepThreads, type StepThreads } from '../threads/step-threads.js';
import { RunningSteps } from '../event-loop/running-steps.js';
import { standstillOf, watchEventLoop } from './watch-event-loop.js';
import { recordsOf, type OncewardRecords } from './onceward-records.js';
import { resolveServices } from './resolve-services.js';
import { warnAtStart } from './warn-at-start.js';
import { shortBuildId, shortIdentity } from './short-names.js';
import { watchTaskQueues } from './watch-task-queues.js';
import { composePatchActivation, type PatchRule } from '../versions/compose-patch-activation.js';
import { checkConfigDrift } from '../../shared/versions/check-config-drift.js';
import { PIN_ACTIVITY } from '../../shared/contract/pinned-values.js';
import { configPatchRule, pin } from '../versions/pin.js';
import { checkDeployment, workerDeploymentOptions } from '../versions/deployment.js';
import type { RegisteredChange } from '../versions/registered-change.js';
import { checkRollOut, isHeldBack, rollOutRule } from '../versions/roll-out.js';
import { concealsIn, offloadAboveBytesOf, valueLimit, workerDataConverter } from './worker-data-converter.js';

const DEFAULT_SHUTDOWN_GRACE = '2m';
/** Temporal waits 30 s and more between heartbeats it passes on, and a cancellation arrives no sooner. Ours are timed: none has to wait. */
const HEARTBEAT_THROTTLE = '1s';
/** How long a workflow waits for the worker that has it in memory before another takes it over. */
const STICKY_SCHEDULE_TO_START = '5s';

/** What Temporal calls: a step, or what the workflow side needs looked up. */
type WorkerActivity = StepActivity | PlanFork | typeof pin;

/** What reading a run's conversations takes: the options of its worker that say how they are written. */
export interface ConversationReading {
  readonly forms: readonly ConversationForm[];
  readonly payloads: Pick<PayloadOptions, 'store' | 'formerStores' | 'encryption' | 'compression'>;
}

/** An activity type of a durable module. */
export interface RegisteredActivity {
  /** `<kind>.<id>`, as it stands in histories. */
  readonly activityType: string;
  /** Former activity types it still answers to. */
  readonly aliases: readonly string[];
  /** What it says it changes outside; absent when it says nothing. */
  readonly sideEffect?: SideEffect;
  /** How long one attempt may take, in milliseconds, unless a call says otherwise; `null` for without a limit. */
  readonly startToCloseMs: number | null;
  /** Where its calls go, when not to the workflow's own task queue. */
  readonly taskQueue?: string;
}

/**
 * Makes a worker run durable modules: registers their exports as activities, replaces the modules by stubs in the workflow bundle, and
 * sets the worker up so that a kill is noticed soon and a deploy repeats nothing. Give the same plugin to `bundleWorkflowCode` and to
 * `Worker.runReplayHistory`.
 *
 * @throws UnknownOption, InvalidOption, InvalidDurable, DuplicateActivity at once; ModuleNotRegistered, NotDurable, ImportRefused, WorkflowsNotLoadable from the
 *   bundler;
 *   StaleBundle when a prebuilt bundle does not fit; ExternalStorageBroken when Temporal's packages do not fit each other; StoreUnavailable when the store
 *   refuses, InvalidOption for a key of the wrong size, when a worker starts
 * @example
 * ```ts
 * const onceward = new OncewardPlugin({ modules: [tools], adapters: [myFramework()] });
 * const worker = await Worker.create({ workflowsPath, taskQueue: 'agents', plugins: [onceward] });
 * ```
 */
export class OncewardPlugin extends SimplePlugin {
  readonly #options: OncewardPluginOptions;
  readonly #steps: readonly DurableStep[];
  readonly #manifest: StepManifest;
  readonly #threads: StepThreads;
  readonly #running = new RunningSteps();
  readonly #approvalAttribute = new ApprovalAttribute();
  readonly #stackTraces: string;
  /** Whether the user's own data converter has an External Storage. */
  readonly #storage: { isOwn: boolean };
  /** Whether failures are written by our converter, which encrypts them. */
  readonly #failures: { areConcealed: boolean };

  constructor(options: OncewardPluginOptions) {
    checkOptions('new OncewardPlugin()', options, PLUGIN_OPTION_NAMES);
    checkPluginDefaults(options);
    if (options.eventLoopMonitor) standstillOf(options.eventLoopMonitor);
    if (options.deployment !== undefined) checkDeployment(options.deployment);
    if (options.rollOut !== undefined) checkRollOut(options.rollOut, options.changes);
    checkConfigDrift('new OncewardPlugin()', 'configDrift', options.configDrift);
    if (options.processLifetime !== undefined) lifetimeMsOf(options.processLifetime);
    const stackTraces = stackTracesLine(options.workflowStackTraceLimit);
    const { modules, adapters = [], kinds = {}, defaults = {} } = options;
    const storage = { isOwn: false };
    const failures = { areConcealed: false };
    const ofAdapters = adapters.flatMap(({ interceptorModules = [] }) => interceptorModules);
    super({
      name: 'onceward',
      workerInterceptors: {
        activity: [
          () => ({
            inbound: activityInterceptor({ limitOf: () => valueLimit(options, storage.isOwn), conceals: () => failures.areConcealed }),
          }),
        ],
        workflowModules: [import.meta.resolve('onceward/workflow-interceptors'), ...ofAdapters].map((url) => fileURLToPath(url)),
      },
    });
    this.#options = options;
    this.#storage = storage;
    this.#failures = failures;
    this.#stackTraces = stackTraces;
    this.#steps = collectSteps({ modules, adapters, kindDefaults: kinds, defaults });
    this.#manifest = createStepManifest(this.#steps);
    this.#threads = createStepThreads(options);
  }

  /** The activity types of all modules, also of those that another worker serves. `onceward lock` records them. */
  activityTypes(): readonly RegisteredActivity[] {
    return activitiesOf(this.#steps).map(({ entry: { activityType, policy }, aliases, options: { sideEffect } }) => ({
      activityType,
      aliases,
      startToCloseMs: policy.startToCloseMs,
      ...(sideEffect !== undefined && { sideEffect }),
      ...(policy.taskQueue !== undefined && { taskQueue: policy.taskQueue }),
    }));
  }

  /** The changes of workflow code that it was given, and whether it lets all new runs take them. `onceward versions` looks at them. */
  changes(): readonly RegisteredChange[] {
    const { changes = {}, rollOut } = this.#options;
    return Object.entries(changes).map(([id, change]) => ({ id, ...change, heldBack: isHeldBack(rollOut, id) }));
  }

  /**
   * What its workers keep outside of history, decrypted: the store, the journal, the ledger. `onceward store` cleans it up. Nothing is opened.
   *
   * @param dataConverter the one that the workers have beside the plugin, when it has codecs
   * @throws InvalidOption when there is no store
   */
  records(dataConverter?: DataConverter): OncewardRecords {
    return recordsOf(this.#options, dataConverter);
  }

  /** How the conversations of its runs are read back. */
  reading(): ConversationReading {
    const { store, adapters = [], formerStores, encryption, compression } = this.#options;
    return {
      forms: adapters.flatMap(({ conversation }) => conversation ?? []),
      payloads: {
        ...(store !== 'none' && { store: store ?? laptopStore() }),
        ...(formerStores !== undefined && { formerStores }),
        ...(encryption !== undefined && { encryption }),
        ...(compression !== undefined && { compression }),
      },
    };
  }

  override configureBundler(options: BundleOptions): BundleOptions {
    const configured = super.configureBundler(options);
    const { failureConverterPath, payloadConverterPath } = workerDataConverter(this.#options, undefined);
    const converters = {
      ...(payloadConverterPath !== undefined && { payloadConverterPath }),
      ...(failureConverterPath !== undefined && { failureConverterPath }),
    };
    const concealsFailures = concealsIn({ ...converters, ...configured });
    return {
      ...converters,
      ...configured,
      webpackConfigHook: (configuration) => {
        const { adapters = [] } = this.#options;
        const offloadAboveBytes = offloadAboveBytesOf(this.#options, this.#storage.isOwn);
        const own = configureWebpack(configuration, {
          manifest: this.#manifest,
          adapters,
          offloadAboveBytes,
          stackTraces: this.#stackTraces,
          concealsFailures,
          configDrift: this.#options.configDrift ?? 'keep',
          ignoreModules: configured.ignoreModules ?? [],
        });
        return configured.webpackConfigHook?.(own) ?? own;
      },
    };
  }

  override configureWorker(options: WorkerOptions): WorkerOptions {
    const configured = super.configureWorker(options);
    this.#storage.isOwn = configured.dataConverter?.externalStorage !== undefined;
    const dataConverter = workerDataConverter(this.#options, configured.dataConverter);
    this.#failures.areConcealed = concealsIn(dataConverter);
    const patchActivationCallback = composePatchActivation(this.#patchRules(), configured.patchActivationCallback);
    return {
      identity: shortIdentity(),
      ...this.#build(options),
      maxHeartbeatThrottleInterval: HEARTBEAT_THROTTLE,
      defaultHeartbeatThrottleInterval: HEARTBEAT_THROTTLE,
      stickyQueueScheduleToStartTimeout: STICKY_SCHEDULE_TO_START,
      shutdownGraceTime: durationMs(this.#options.shutdownGrace ?? DEFAULT_SHUTDOWN_GRACE, 'new OncewardPlugin()', 'shutdownGrace'),
      ...configured,
      ...(patchActivationCallback !== undefined && { patchActivationCallback }),
      dataConverter,
      activities: { ...configured.activities, ...this.#activities(options) },
    };
  }

  override configureReplayWorker(options: ReplayWorkerOptions): ReplayWorkerOptions {
    const configured = super.configureReplayWorker(options);
    return { ...configured, dataConverter: workerDataConverter(this.#options, configured.dataConverter, { isReplay: true }) };
  }

  override async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    await Promise.all([checkExternalStorage(), checkKeeping(this.#options), this.#checkBundle(worker.options.workflowBundle)]);
    await this.#approvalAttribute.look(worker);
    const served = this.#servedBy(worker.options.taskQueue);
    await warnAtStart(served, Runtime.instance().logger);
    this.#warnOfCutSteps(served, worker.options.shutdownGraceTimeMs);
    const closeThreads = await this.#threads.open(served);
    const closeAdapters = openAdapters(this.#options.adapters);
    const stopMonitor = watchEventLoop(this.#options, this.#running);
    const stopWatching = watchTaskQueues(worker, this.#steps);
    try {
      await super.runWorker(worker, next);
    } finally {
      stopWatching();
      await Promise.all([stopMonitor(), closeThreads(), closeAdapters()]);
    }
  }

  /** What tells this build of the worker from others. */
  #build({ workerDeploymentOptions: own, workflowBundle }: WorkerOptions): Pick<WorkerOptions, 'buildId' | 'workerDeploymentOptions'> {
    const { deployment } = this.#options;
    if (deployment === undefined) return own === undefined ? { buildId: shortBuildId(workflowBundle) } : {};
    if (own === undefined) return { workerDeploymentOptions: workerDeploymentOptions(deployment, workflowBundle) };
    const problem = 'is given, and the worker has `workerDeploymentOptions` of its own';
    throw new InvalidOption({ where: 'new OncewardPlugin()', option: 'deployment', problem, hint: 'Leave one of the two out.' });
  }

  /** What decides about patches that the history of a run does not have. */
  #patchRules(): readonly PatchRule[] {
    const { rollOut } = this.#options;
    const ofChanges = rollOut === undefined ? [] : [rollOutRule(rollOut, Runtime.instance().logger)];
    return [...ofChanges, this.#approvalAttribute.rule, configPatchRule];
  }

  #warnOfCutSteps(served: readonly DurableStep[], graceMs: number): void {
    if (this.#options.processLifetime === undefined) return;
    const warning = describeCutSteps(activitiesOf(served), graceMs);
    if (warning !== undefined) Runtime.instance().logger.warn(warning);
  }

  #activities({ taskQueue, connection, workflowsPath, workflowBundle }: WorkerOptions): Record<string, WorkerActivity> {
    const { serve } = this.#options;
    if (serve !== undefined && !serve.includes(taskQueue)) {
      const problem = `is ${serve.join(', ')}, but the worker's task queue is '${taskQueue}'`;
      throw new InvalidOption({
        where: 'new OncewardPlugin()',
        option: 'serve',
        problem,
        hint: 'Give the worker one of the queues it serves.',
      });
    }
    const served = this.#servedBy(taskQueue);
    const { processLifetime } = this.#options;
    if (processLifetime !== undefined) checkLifetime(activitiesOf(served), processLifetime);
    const services = resolveServices(this.#options, connection, served);
    const activityOf = createActivities({
      ...services,
      resultLimit: () => valueLimit(this.#options, this.#storage.isOwn),
      concealsFailures: () => this.#failures.areConcealed,
    });
    const runsWorkflows = workflowsPath !== undefined || workflowBundle !== undefined;
    const ofWorkflows = { [PIN_ACTIVITY]: pin, [FORK_PLAN]: createPlanFork(services.origins) };
    const activities: Record<string, WorkerActivity> = runsWorkflows ? ofWorkflows : {};
    for (const step of activitiesOf(served)) {
      const perform = this.#threads.performOf(step);
      if (perform === undefined) continue;
      for (const activityType of [step.entry.activityType, ...step.aliases])
        activities[activityType] = this.#tracked(step, activityOf(step, perform));
    }
    return activities;
  }

  #tracked(step: DurableStep, activity: StepActivity): StepActivity {
    if (step.options.thread === true) return activity;
    return (...input) => this.#running.track(step, () => activity(...input));
  }

  /** The steps that a worker of this task queue performs. */
  #servedBy(taskQueue: string): readonly DurableStep[] {
    const own = this.#options.serve === undefined ? taskQueue : undefined;
    return this.#steps.filter(({ entry }) => (entry.policy.taskQueue ?? own) === taskQueue);
  }

  async #checkBundle(prebuilt: WorkflowBundleOption | undefined): Promise<void> {
    if (prebuilt === undefined) return;
    const code = 'code' in prebuilt ? prebuilt.code : readFileSync(prebuilt.codePath, 'utf8');
    const [bundle, worker] = [manifestHashOf(code), await this.#manifest.hash()];
    if (bundle !== worker) throw new StaleBundle({ bundle, worker });
  }
}
