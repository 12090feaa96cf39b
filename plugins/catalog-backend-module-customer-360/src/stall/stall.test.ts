import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ProcessingPulse } from './ProcessingPulse';
import { readStallConfig } from './readStallConfig';
import { PortalStallNotice } from './StallNotice';
import { StallWatch } from './StallWatch';

const MINUTE = 60_000;

function start() {
  const world = { ms: 0, customers: 3 as number | Error };
  const shared = new Map<string, number>();
  const cache = mockServices.cache.mock({
    get: async key => shared.get(key) as never,
    set: async (key, value) => {
      shared.set(key, value as number);
    },
  });
  const now = () => world.ms;
  const pulse = new ProcessingPulse({ cache, now });
  const logger = mockServices.logger.mock();
  const notice = { stalled: jest.fn(async (_minutes: number) => undefined) };
  const watch = new StallWatch({
    pulse,
    countCustomers: async () => {
      if (typeof world.customers !== 'number') {
        throw world.customers;
      }
      return world.customers;
    },
    notice,
    logger,
    stalledAfterMs: 30 * MINUTE,
    now,
  });
  return { cache, logger, notice, now, pulse, watch, world };
}

describe('StallWatch', () => {
  it('is silent while customers are processed, and says once when they are not', async () => {
    const { logger, notice, pulse, watch, world } = start();
    world.ms = 29 * MINUTE;
    await watch.check();
    pulse.beat();
    world.ms = 58 * MINUTE;
    await watch.check();
    expect(notice.stalled).not.toHaveBeenCalled();
    world.ms = 60 * MINUTE;
    await watch.check();
    await watch.check();
    expect(notice.stalled.mock.calls).toEqual([[31]]);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });

  it('alarms anew after it went on in between', async () => {
    const { logger, notice, pulse, watch, world } = start();
    world.ms = 40 * MINUTE;
    await watch.check();
    pulse.beat();
    await watch.check();
    expect(logger.info).toHaveBeenCalledWith(
      'The catalog processes customers again',
    );
    world.ms = 80 * MINUTE;
    await watch.check();
    expect(notice.stalled).toHaveBeenCalledTimes(2);
  });

  it('has nothing to say where there are no customers', async () => {
    const { logger, notice, watch, world } = start();
    world.customers = 0;
    world.ms = 90 * MINUTE;
    await watch.check();
    expect(notice.stalled).not.toHaveBeenCalled();
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('takes a catalog that cannot be asked for one that stands still', async () => {
    const { notice, watch, world } = start();
    world.customers = new Error('down');
    world.ms = 31 * MINUTE;
    await watch.check();
    expect(notice.stalled).toHaveBeenCalledTimes(1);
  });

  it('says in the log when nobody could be told', async () => {
    const { logger, notice, watch, world } = start();
    notice.stalled.mockRejectedValue(new Error('no notifications'));
    world.ms = 31 * MINUTE;
    await watch.check();
    expect(logger.error).toHaveBeenCalledTimes(2);
  });

  it('knows of what another instance has processed', async () => {
    const { cache, notice, now, watch, world } = start();
    world.ms = 45 * MINUTE;
    new ProcessingPulse({ cache, now }).beat();
    await watch.check();
    expect(notice.stalled).not.toHaveBeenCalled();
  });

  it('counts on its own where the cache is broken', async () => {
    const { now, world } = start();
    const pulse = new ProcessingPulse({
      cache: mockServices.cache.mock({
        get: async () => Promise.reject(new Error('down')),
        set: async () => Promise.reject(new Error('down')),
      }),
      now,
    });
    world.ms = 5 * MINUTE;
    pulse.beat();
    expect(await pulse.last()).toBe(5 * MINUTE);
  });
});

describe('PortalStallNotice', () => {
  it('tells who is named, and nobody where nobody is', async () => {
    const notifications = { send: jest.fn() };
    await new PortalStallNotice({
      notifications,
      recipients: ['group:default/platform'],
    }).stalled(31);
    expect(notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        recipients: { type: 'entity', entityRef: ['group:default/platform'] },
      }),
    );
    notifications.send.mockClear();
    await new PortalStallNotice({ notifications, recipients: [] }).stalled(31);
    expect(notifications.send).not.toHaveBeenCalled();
  });
});

describe('readStallConfig', () => {
  const read = (ingestion?: object) =>
    readStallConfig(
      new ConfigReader({ customer360: ingestion ? { ingestion } : {} }),
    );

  it('has half an hour where nothing is said', () => {
    expect(read()).toEqual({ stalledAfterMs: 30 * MINUTE, notify: [] });
    expect(read({ stalledAfter: { hours: 1 } }).stalledAfterMs).toBe(
      60 * MINUTE,
    );
  });

  it.each([
    [{ stalledAfter: { minutes: 1 } }, /10 minutes or more/],
    [{ notify: ['component:default/x'] }, /no user or group/],
  ])('refuses %j', (wrong, message) => {
    expect(() => read(wrong)).toThrow(message);
  });
});
