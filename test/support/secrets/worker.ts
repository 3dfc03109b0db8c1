/** The worker process of the test: it makes the bundle with all secrets around it, and logs as much as it can. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryActivityInboundInterceptor } from '@temporalio/interceptors-opentelemetry';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { connect, OncewardPlugin, sqliteJournal, type Journal } from 'onceward/worker';
import { connectionError } from './failing-libraries.ts';
import { MARKERS } from './planted-secrets.ts';
import * as steps from './steps.ts';

const { JOURNAL = '', BUNDLE = '', SPANS = '', TASK_QUEUE = 'secrets' } = process.env;

Runtime.install({ logger: new DefaultLogger('DEBUG') });
const onceward = new OncewardPlugin({ modules: [steps], adapters: [aiSdk()], journal: pickyJournal(sqliteJournal({ file: JOURNAL })) });
const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
const { code } = await bundleWorkflowCode({ workflowsPath, plugins: [onceward] });
writeFileSync(BUNDLE, code);
const { connection, namespace } = await connect();
const tracer = tracerTo(SPANS);
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: TASK_QUEUE,
  workflowBundle: { code },
  plugins: [onceward],
  interceptors: { activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context, { tracer }) })] },
});
console.log(MARKERS.log);
process.send?.('ready');
await worker.run();
await connection.close();
process.exit(0);

/** Writes all that a span says into a file: attributes, events with exceptions, status. */
function tracerTo(file: string): ReturnType<BasicTracerProvider['getTracer']> {
  const processor: SpanProcessor = {
    onStart: () => undefined,
    onEnd: ({ name, attributes, events, status }) => appendFileSync(file, `${JSON.stringify({ name, attributes, events, status })}\n`),
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  const provider = new BasicTracerProvider();
  provider.addSpanProcessor(processor);
  return provider.getTracer('secrets');
}

/** A journal on a database that is away for one result. */
function pickyJournal(journal: Journal): Journal {
  return {
    name: journal.name,
    get: (key) => journal.get(key),
    put: (record) => (record.value === steps.UNJOURNALED ? Promise.reject(connectionError()) : journal.put(record)),
    close: () => journal.close(),
    rows: () => journal.rows(),
    forget: (keys) => journal.forget(keys),
  };
}
