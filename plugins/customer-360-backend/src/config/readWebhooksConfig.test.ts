import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readWebhooksConfig } from './readWebhooksConfig';

const DAY_MS = 24 * 60 * 60 * 1000;
const read = (webhooks?: JsonObject) =>
  readWebhooksConfig(
    mockServices.rootConfig({
      data: {
        backend: { baseUrl: 'https://portal.example/' },
        customer360: webhooks ? { webhooks } : {},
      },
    }),
  );

describe('readWebhooksConfig', () => {
  it('has defaults', () => {
    expect(read()).toEqual({
      publicUrl: 'https://portal.example',
      maxBodyBytes: 1024 * 1024,
      keepDoneMs: 7 * DAY_MS,
      keepDeadMs: 30 * DAY_MS,
    });
  });

  it('reads what is configured', () => {
    expect(
      read({
        publicUrl: 'https://hooks.example/portal',
        maxBodyBytes: 5_000,
        keepDone: '3d',
        keepDead: { days: 90 },
      }),
    ).toEqual({
      publicUrl: 'https://hooks.example/portal',
      maxBodyBytes: 5_000,
      keepDoneMs: 3 * DAY_MS,
      keepDeadMs: 90 * DAY_MS,
    });
  });

  it.each([
    ['publicUrl', 'portal.example'],
    ['publicUrl', 'ftp://portal.example'],
    ['publicUrl', 'https://portal.example/?a=b'],
    ['publicUrl', 'https://me:secret@portal.example'],
    ['maxBodyBytes', 0],
    ['maxBodyBytes', 9 * 1024 * 1024],
    ['maxBodyBytes', 1.5],
    ['keepDone', '2d'],
    ['keepDead', { hours: 1 }],
  ])('refuses %s: %j, naming the key and not what it said', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(
      `customer360.webhooks.${key} must be`,
    );
    expect(() => read({ [key]: value })).not.toThrow('secret');
  });
});
