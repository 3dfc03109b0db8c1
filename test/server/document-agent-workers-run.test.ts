import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createArtifacts, fileStore } from 'onceward/worker';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { startDocumentAgent } from '../../examples/document-agent/start-document-agent.ts';
import { FRAMEWORKS, type Framework } from '../../examples/document-agent/twins.ts';
import { claimPdfOf } from '../support/claim-pdf.ts';
import { startDocumentAgentScene, type DocumentAgentScene } from '../support/document-agent-scene.ts';

let scene: DocumentAgentScene;

beforeAll(async () => {
  scene = await startDocumentAgentScene();
  writeFileSync('claim.pdf', await claimPdfOf(['claimForm', 'contractor']));
});

afterAll(() => scene.stop());

/** `node worker.ts`, as a user starts it: the environment names the server, the services and the model. */
function startWorker(framework: Framework, ...commandLine: string[]): ChildProcess {
  const file = fileURLToPath(new URL(`../../examples/document-agent/${framework}/worker.ts`, import.meta.url));
  const worker = spawn(process.execPath, [file, ...commandLine], { stdio: ['ignore', 'pipe', 'pipe'] });
  const log: Buffer[] = [];
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (text: Buffer) => log.push(text));
  onTestFailed(() => console.error(Buffer.concat(log).toString()));
  onTestFinished(() => void worker.kill('SIGKILL'));
  return worker;
}

test.each(FRAMEWORKS)(
  'the %s worker and client of the document agent do a claim as they are, and end with code 0 on SIGTERM',
  async (framework) => {
    const workers = [startWorker(framework), startWorker(framework, 'gpu')];
    const artifacts = createArtifacts({ store: fileStore({ folder: '.onceward/artifacts' }) });
    const handle = await startDocumentAgent(scene.client, artifacts, { claimId: `claim-${framework}`, pdfFile: 'claim.pdf' });

    expect(await handle.result()).toMatchObject({ status: 'written', decidedBy: 'the document' });
    for (const system of ['crm', 'accounting', 'archive'] as const) {
      expect(await scene.rowsOf(handle as never, system)).toMatchObject([{ deletedAt: null }]);
    }
    for (const worker of workers) {
      worker.kill('SIGTERM');
      expect(await once(worker, 'exit')).toEqual([0, null]);
    }
  },
);
