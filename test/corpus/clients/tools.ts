import { createServer, type AddressInfo, type Socket } from 'node:net';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Client as Notion } from '@notionhq/client';
import { request as octokit } from '@octokit/request';
import { WebClient } from '@slack/web-api';
import { request as gaxios } from 'gaxios';
import ky from 'ky';
import { createTransport } from 'nodemailer';
import { ofetch } from 'ofetch';
import type { Call } from '../clients.ts';
import type { Wire } from '../mock-server.ts';

const timeout = 1_200;
const aws = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };

/** Services that tools call, by their own clients, and further clients of HTTP. */
export const TOOLS: Readonly<Record<string, Call>> = {
  dynamodb: (url) =>
    new DynamoDBClient({ ...aws, endpoint: url }).send(new PutItemCommand({ TableName: 'docs', Item: { id: { S: '1' } } })),
  gaxios: (url) => gaxios({ url, retry: false, timeout }),
  ky: (url) => ky.post(url, { json: {}, retry: 0, timeout }).json(),
  notion: (url) =>
    new Notion({ auth: 'test', baseUrl: url, retry: false, logger: () => undefined }).pages.retrieve({
      page_id: '59833787-2cf9-4fdf-8782-e53db20768a5',
    }),
  octokit: (url) => octokit('POST /repos/owner/docs/issues', { baseUrl: url }),
  ofetch: (url) => ofetch(url, { method: 'POST', body: {}, retry: 0, timeout }),
  s3: (url) =>
    new S3Client({ ...aws, endpoint: url, forcePathStyle: true }).send(new PutObjectCommand({ Bucket: 'docs', Key: '1', Body: 'x' })),
  slack: (url) =>
    new WebClient('xoxb-test', { slackApiUrl: `${url}/`, rejectRateLimitedCalls: true, retryConfig: { retries: 0 } }).chat.postMessage({
      channel: 'C1',
      text: 'Hello',
    }),
  smtp: (_url, wire) => sendMail(wire),
};

/** Speaks so much of SMTP that the real client gets the reply of the wire, at the command that it names. */
async function sendMail(wire: Wire | null): Promise<void> {
  const { at = '', reply = '' } = (wire?.body ?? {}) as { at?: string; reply?: string };
  const server = createServer((socket) => answerMail(socket, at, `${reply}\r\n`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, auth: { user: 'test', pass: 'test' } });
    await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'Hello' });
  } finally {
    server.close();
  }
}

function answerMail(socket: Socket, at: string, reply: string): void {
  socket.on('error', () => undefined);
  if (at === 'greeting') return void socket.end(reply);
  socket.write('220 mock ESMTP\r\n');
  socket.on('data', (data: Buffer) => {
    const line = data.toString();
    const command = line.includes('\r\n.\r\n') ? 'message' : line.slice(0, 4).toLowerCase();
    if (command === at) socket.write(reply);
    else if (command === 'ehlo') socket.write('250-mock\r\n250 AUTH PLAIN\r\n');
    else if (command === 'data') socket.write('354 go on\r\n');
    else socket.write(command === 'auth' ? '235 ok\r\n' : '250 ok\r\n');
  });
}
