import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type LogEntry, type WorkflowBundle } from '@temporalio/worker';
import { APPROVAL_DECIDE, APPROVAL_PENDING, type ApprovalDecision, type ApprovalRequest } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { startDevServer } from 'onceward/testing';
import { connect, createArtifacts, fileStore } from 'onceward/worker';
import { closeRecognizer } from '../../examples/document-agent/pdf/recognize-text.ts';
import type { DownstreamRecord } from '../../examples/document-agent/services/record-table.ts';
import type { LoggedRequest } from '../../examples/document-agent/services/request-log.ts';
import { startServices, type ServiceName } from '../../examples/document-agent/services/start-services.ts';
import { loadTwin } from '../../examples/document-agent/twins.ts';
import type { documentAgent } from '../../examples/document-agent/ai-sdk/workflows.ts';
import type { DocumentAgentInput } from '../../examples/document-agent/document-agent.ts';
import { until } from './until.ts';

export type AgentHandle = WorkflowHandle<typeof documentAgent>;
export type Downstream = Extract<ServiceName, 'crm' | 'accounting' | 'archive'>;
type Answer = Pick<ApprovalDecision, 'id' | 'action' | 'value' | 'by'>;

export interface RunningWorker {
  readonly worker: Worker;
  stop(): Promise<void>;
}

/** The document agent on real parts in this process: server, services, workers. */
export interface DocumentAgentScene {
  readonly client: Client;
  /** What the workers logged as a warning or worse. */
  readonly warnings: readonly LogEntry[];
  startWorker(taskQueue: 'agents' | 'gpu'): Promise<RunningWorker>;
  /** Stores the PDF and starts a run that reads it. */
  start(pdf: Uint8Array, input?: Partial<DocumentAgentInput>): Promise<AgentHandle>;
  /** Changes how a service behaves. */
  control(service: ServiceName, settings: object): Promise<void>;
  /** Lets all services behave again. */
  calmDown(): Promise<void>;
  requests(service: ServiceName, label?: string): Promise<readonly LoggedRequest[]>;
  /** The rows that a run wrote, those taken back included. */
  rowsOf(handle: AgentHandle, system: Downstream): Promise<readonly DownstreamRecord[]>;
  stop(): Promise<void>;
}

/** Reading ten pages takes minutes on a machine with much else to do. */
const READING_MS = 200_000;

const { createOnceward, workflowsPath } = await loadTwin('ai-sdk');

/** Starts everything but the workers. Call it once a test file: it changes the environment and the folder of this process. */
export async function startDocumentAgentScene(): Promise<DocumentAgentScene> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-document-agent-'));
  const home = process.cwd();
  const warnings: LogEntry[] = [];
  Runtime.install({ logger: new DefaultLogger('WARN', (entry) => warnings.push(entry)) });
  const server = await startDevServer();
  const services = await startServices({ folder: join(folder, 'services') });
  Object.assign(process.env, environmentOf(server.address, services.urls, folder));
  // The automatic stores lie beside the project that is run.
  process.chdir(folder);
  const bundle = await bundleAgent();
  const clientConnection = await Connection.connect({ address: server.address });
  const client = new Client({ connection: clientConnection, namespace: server.namespace, plugins: [oncewardClient()] });
  const { connection, namespace } = await connect();
  const artifacts = createArtifacts({ store: fileStore({ folder: join(folder, '.onceward', 'artifacts') }) });
  const workers: RunningWorker[] = [];
  let runs = 0;

  return {
    client,
    warnings,
    async startWorker(taskQueue) {
      const workflows = taskQueue === 'agents' && { workflowBundle: bundle };
      const worker = await Worker.create({ connection, namespace, taskQueue, plugins: [createOnceward()], ...workflows });
      const running = runWorker(worker);
      workers.push(running);
      return running;
    },
    async start(bytes, input = {}) {
      const claimId = `claim-${++runs}`;
      const pdf = await artifacts.put(bytes, { mediaType: 'application/pdf' });
      const args: [DocumentAgentInput] = [{ claimId, pdf, ...input }];
      return client.workflow.start<typeof documentAgent>('documentAgent', { taskQueue: 'agents', workflowId: claimId, args });
    },
    async control(service, settings) {
      const response = await fetch(`${services.urls[service]}/control`, { method: 'POST', body: JSON.stringify(settings) });
      if (!response.ok) throw new Error(`${service} refused ${JSON.stringify(settings)}: ${await response.text()}`);
    },
    async calmDown() {
      await Promise.all(Object.values(services.urls).map((url) => fetch(`${url}/control`, { method: 'DELETE' })));
    },
    async requests(service, label) {
      const path = service === 'modelServer' ? 'bill' : 'requests';
      const { requests } = await getJson<{ requests: LoggedRequest[] }>(`${services.urls[service]}/${path}`);
      return requests.filter((request) => label === undefined || request.label === label);
    },
    async rowsOf({ workflowId }, system) {
      const { records } = await getJson<{ records: DownstreamRecord[] }>(`${services.urls[system]}/records`);
      return records.filter(({ body }) => claimOf(body) === workflowId);
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await closeRecognizer();
      await connection.close();
      await clientConnection.close();
      await services.close();
      await server.stop();
      process.chdir(home);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the run asks a person for the decision of this id. */
export async function waitForQuestion(handle: AgentHandle, id: string): Promise<ApprovalRequest> {
  let request: ApprovalRequest | undefined;
  await until(
    `'${id}' is asked for`,
    async () => {
      request = (await handle.query<ApprovalRequest[]>(APPROVAL_PENDING).catch(() => [])).find((pending) => pending.id === id);
      return request !== undefined;
    },
    READING_MS,
  );
  return request as ApprovalRequest;
}

/** Waits until the run asks for a decision, gives it, and returns what was asked. */
export async function decide(handle: AgentHandle, answer: Answer): Promise<ApprovalRequest> {
  const request = await waitForQuestion(handle, answer.id);
  await handle.executeUpdate(APPROVAL_DECIDE, { args: [answer] });
  return request;
}

function environmentOf(address: string, urls: Readonly<Record<ServiceName, string>>, folder: string): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: address,
    DATA_FOLDER: folder,
    COMPANY_REGISTRY_URL: urls.companyRegistry,
    CRM_URL: urls.crm,
    ACCOUNTING_URL: urls.accounting,
    ARCHIVE_URL: urls.archive,
    OPENAI_BASE_URL: `${urls.modelServer}/v1`,
    OPENAI_API_KEY: 'scripted',
    OPENAI_MODEL: 'scripted',
  };
}

function bundleAgent(): Promise<WorkflowBundle> {
  return bundleWorkflowCode({ workflowsPath, plugins: [createOnceward()], logger: new DefaultLogger('ERROR') });
}

function runWorker(worker: Worker): RunningWorker {
  const ended = worker.run();
  return {
    worker,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}

function claimOf(body: unknown): unknown {
  return typeof body === 'string' ? (JSON.parse(body) as { claimId?: unknown }).claimId : (body as { claimId?: unknown }).claimId;
}

async function getJson<Body>(url: string): Promise<Body> {
  return (await (await fetch(url)).json()) as Body;
}
