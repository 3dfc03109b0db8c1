/** Bundles the workflows: `node bundle.ts <file>`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { createPlugin } from './create-plugin.ts';

const [file = ''] = process.argv.slice(2);
const workflowsPath = fileURLToPath(new URL('workflows.ts', import.meta.url));
const { code } = await bundleWorkflowCode({ workflowsPath, plugins: [createPlugin()], logger: new DefaultLogger('ERROR') });
writeFileSync(file, code);
