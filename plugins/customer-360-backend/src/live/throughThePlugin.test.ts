import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData, ticketsData } from '../__testUtils__/facetData';
import { ALLOW, DENY } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import {
  fakeWebhook,
  sign,
  SIGNATURE_HEADER,
} from '../__testUtils__/fakeWebhook';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { until } from '../__testUtils__/until';
import { event } from '../webhooks/__testUtils__/startWebhooks';

const sam = mockCredentials.user.header('user:default/sam');
const fiona = mockCredentials.user.header('user:default/fiona');

describe('who has a page open', () => {
  it('is told of a change that the vendor tells of, where they see what changed', async () => {
    const published: unknown[] = [];
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: [
        fakeSource(
          'desk',
          { tickets: { read: async () => ({ data: ticketsData('desk') }) } },
          { webhook: fakeWebhook() },
        ),
        fakeSource('billing', {
          invoices: { read: async () => ({ data: invoicesData('billing') }) },
        }),
      ],
      // Fiona sees nothing of support.
      policy: (permission, userRef) =>
        permission === 'customer360.nobody' ||
        permission.startsWith('customer360.label.') ||
        (userRef.endsWith('fiona') && permission.includes('.support.'))
          ? DENY
          : ALLOW,
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async signal => {
              published.push(signal);
            },
          }),
        }),
      ],
    });
    for (const person of [sam, fiona]) {
      await agent
        .get(viewPath('acme'))
        .set('authorization', person)
        .expect(200);
    }
    const raw = Buffer.from(JSON.stringify({ events: [event('evt_1')] }));
    const path = `${BASE}/webhooks/desk`;
    const url = `http://localhost:7007${path}`;
    await agent
      .post(path)
      .set('authorization', mockCredentials.none.header())
      .set('content-type', 'application/json')
      .set(SIGNATURE_HEADER, sign({ method: 'POST', url, raw }))
      .serialize(() => raw as unknown as string)
      .send({})
      .expect(200);
    await until(() => published.length > 0);
    expect(published).toEqual([
      {
        recipients: { type: 'user', entityRef: ['user:default/sam'] },
        channel: 'customer-360:changes',
        message: { customerRef: 'customer:default/acme' },
      },
    ]);
  });
});
