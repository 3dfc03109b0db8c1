/** The worker process of the scene: it logs and traces as much as it can. */
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryActivityInboundInterceptor } from '@temporalio/interceptors-opentelemetry';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { connect } from 'onceward/worker';
import { onceward } from './plugin.ts';

const { SPANS = '', TASK_QUEUE = '' } = process.env;

Runtime.install({ logger: new DefaultLogger('DEBUG') });
const { connection, namespace } = await connect();
const processor: SpanProcessor = {
  onStart: () => undefined,
  onEnd: ({ name, attributes, events, status }) => appendFileSync(SPANS, `${JSON.stringify({ name, attributes, events, status })}\n`),
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};
const provider = new BasicTracerProvider();
provider.addSpanProcessor(processor);
const tracer = provider.getTracer('canaries');
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: TASK_QUEUE,
  workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
  plugins: [onceward],
  interceptors: { activity: [(context) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(context, { tracer }) })] },
});
process.send?.('ready');
await worker.run();
await connection.close();
process.exit(0);
