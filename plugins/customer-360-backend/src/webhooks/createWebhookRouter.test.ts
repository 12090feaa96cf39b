import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/fakeSource';
import { fakeWebhook } from '../__testUtils__/fakeWebhook';
import { DefaultSourceRegistry } from '../sources/SourceRegistry';
import { createWebhookRouter } from './createWebhookRouter';
import { DeliveryGate } from './DeliveryGate';
import type { InboxWriter } from './InboxWriter';
import { RefusalAudit } from './RefusalAudit';
import { RefusalBoard } from './RefusalBoard';
import { WebhookReceiver } from './WebhookReceiver';

const PATH = '/v1/webhooks/desk';
const servers: Server[] = [];

afterEach(() => {
  servers.splice(0).forEach(server => {
    server.closeAllConnections();
    server.close();
  });
});

async function start(
  options: { bodyMs?: number; throws?: boolean; holds?: boolean } = {},
) {
  const sources = new DefaultSourceRegistry();
  const webhook = fakeWebhook();
  const receive = webhook.receive;
  sources.add(
    fakeSource(
      'desk',
      { tickets: { read: async () => ({ data: {} as never }) } },
      {
        webhook: {
          receive: (delivery, now) => {
            if (options.throws) {
              throw new TypeError(`vendor text ${delivery.raw.toString()}`);
            }
            receive(delivery, now);
            return { outcome: 'accepted', events: [] };
          },
        },
      },
    ),
  );
  const held: Array<() => void> = [];
  const logger = mockServices.logger.mock();
  const gate = new DeliveryGate({
    maxBodyBytes: 100,
    mostBytes: 250,
    mostDeliveries: 3,
  });
  const app = express().use(
    createWebhookRouter({
      receiver: new WebhookReceiver({
        sources,
        writer: {
          write: () =>
            options.holds
              ? new Promise<void>(resolve => held.push(resolve))
              : Promise.resolve(),
        } as unknown as InboxWriter,
        refusals: new RefusalBoard(),
        clock: { now: () => 0 },
        logger,
        onTaken: () => {},
      }),
      gate,
      audit: new RefusalAudit({ auditor: mockServices.auditor.mock(), logger }),
      publicUrl: 'https://portal.example',
      maxBodyBytes: 100,
      bodyMs: options.bodyMs,
    }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return {
    agent: request(server),
    held,
    logger,
    port: (server.address() as AddressInfo).port,
    webhook,
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

describe('createWebhookRouter', () => {
  it('lets in as many as there is memory for, and tells the rest to come back', async () => {
    const { agent, held } = await start({ holds: true });
    const inside = [agent.post(PATH), agent.post(PATH)].map(each =>
      each.set('content-type', 'a/b').send('x'.repeat(100)),
    );
    const answers = Promise.all(inside);
    await until(() => held.length === 2);
    const large = await agent
      .post(PATH)
      .set('content-type', 'a/b')
      .send('x'.repeat(60));
    expect(large.status).toBe(503);
    expect(large.headers['retry-after']).toBe('5');
    const small = agent.post(PATH).set('content-type', 'a/b').send('x');
    const smallAnswer = small.then(answer => answer);
    await until(() => held.length === 3);
    const fourth = await agent.post(PATH).set('content-type', 'a/b').send('x');
    expect(fourth.status).toBe(503);

    held.forEach(letGo => letGo());
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
    expect((await smallAnswer).status).toBe(200);
    // Who has left has made room.
    const next = agent
      .post(PATH)
      .set('content-type', 'a/b')
      .send('x'.repeat(100))
      .then(answer => answer);
    await until(() => held.length === 4);
    held[3]();
    expect((await next).status).toBe(200);
  });

  it('makes room again where a caller goes away or never sends its body', async () => {
    const { agent, port, webhook } = await start({ bodyMs: 50 });
    const open = () => {
      const socket = connect(port, '127.0.0.1');
      const chunks: Buffer[] = [];
      socket.on('data', chunk => chunks.push(chunk));
      socket.write(
        `POST ${PATH} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx`,
      );
      return { socket, text: () => Buffer.concat(chunks).toString() };
    };
    const [slow, gone] = [open(), open()];
    gone.socket.destroy();
    await once(slow.socket, 'close');
    expect(slow.text()).toContain('HTTP/1.1 408');
    for (let i = 0; i < 5; i++) {
      const answer = await agent
        .post(PATH)
        .set('content-type', 'a/b')
        .send('x'.repeat(100));
      expect(answer.status).toBe(200);
    }
    expect(webhook.received).toHaveLength(5);
  });

  it('takes nothing that a module throws at, and says nothing of it', async () => {
    const { agent, logger } = await start({ throws: true });
    const answer = await agent
      .post(PATH)
      .set('content-type', 'a/b')
      .send('secret');
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('secret');
    expect(JSON.stringify(logger.error.mock.calls)).not.toContain('secret');
    expect(logger.error).toHaveBeenCalledTimes(1);
  });

  it('gives an empty body as one', async () => {
    const { agent, webhook } = await start();
    expect((await agent.post(PATH)).status).toBe(200);
    expect(webhook.received[0].raw).toHaveLength(0);
  });
});
