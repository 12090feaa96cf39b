import { mockServices } from '@backstage/backend-test-utils';
import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';
import type { LiveGrantsReader } from './LiveGrantsReader';
import { PolledGrantSnapshot } from './PolledGrantSnapshot';

const SAM = 'user:default/sam';

const grant = (id: string, over: Partial<LiveGrant> = {}): LiveGrant => ({
  id,
  person: SAM,
  scope: { kind: 'customer', ref: 'customer:default/acme' },
  tier: 'full',
  labels: [],
  expiresAt: '2026-09-10T13:00:00.000Z',
  breakGlass: false,
  ...over,
});

describe('PolledGrantSnapshot', () => {
  function start(...grants: LiveGrant[]) {
    const clock = { ms: 0, at: Date.parse('2026-09-10T12:00:00Z') };
    const service = {
      grants,
      up: true,
      asked: [] as Array<string | undefined>,
    };
    const reader: LiveGrantsReader = {
      read: async known => {
        service.asked.push(known);
        if (!service.up) {
          throw new Error('no answer');
        }
        const version = service.grants.map(({ id }) => id).join();
        return known === version
          ? 'unchanged'
          : { version, grants: service.grants };
      },
    };
    const logger = mockServices.logger.mock();
    const snapshot = new PolledGrantSnapshot({
      reader,
      logger,
      elapsed: () => clock.ms,
      now: () => clock.at,
    });
    const ids = (who = SAM) => snapshot.of(who).map(({ id }) => id);
    return { clock, ids, logger, service, snapshot };
  }

  it('has none until it has asked, and then each person theirs', async () => {
    const { ids, snapshot } = start(
      grant('a'),
      grant('b', { person: 'user:default/erin' }),
      grant('c'),
    );
    expect(ids()).toEqual([]);
    await snapshot.refresh();
    expect(ids()).toEqual(['a', 'c']);
    expect(ids('user:default/erin')).toEqual(['b']);
    expect(ids('user:default/mara')).toEqual([]);
  });

  it('trusts an answer for four seconds from when it was asked for', async () => {
    const { clock, ids, service, snapshot } = start(grant('a'));
    await snapshot.refresh();
    service.up = false;
    clock.ms = 4_000;
    await snapshot.refresh();
    expect(ids()).toEqual(['a']);
    clock.ms = 4_001;
    expect(ids()).toEqual([]);
    service.up = true;
    await snapshot.refresh();
    expect(ids()).toEqual(['a']);
  });

  it('goes by the newest answer, also where nothing has changed', async () => {
    const { clock, ids, service, snapshot } = start(grant('a'), grant('b'));
    await snapshot.refresh();
    clock.ms = 3_000;
    await snapshot.refresh();
    clock.ms = 6_000;
    expect(ids()).toEqual(['a', 'b']);
    expect(service.asked).toEqual([undefined, 'a,b']);
    service.grants = [grant('b')];
    await snapshot.refresh();
    expect(ids()).toEqual(['b']);
  });

  it('counts none whose time is over, without asking', async () => {
    const { clock, ids, snapshot } = start(
      grant('a', { expiresAt: '2026-09-10T12:00:01.000Z' }),
      grant('b'),
    );
    await snapshot.refresh();
    clock.at += 1_000;
    expect(ids()).toEqual(['b']);
  });

  it('says once that nothing can be read, and not while all is starting', async () => {
    const { clock, logger, service, snapshot } = start();
    service.up = false;
    for (clock.ms = 0; clock.ms < 9_000; clock.ms += 2_000) {
      await snapshot.refresh();
    }
    expect(logger.warn).not.toHaveBeenCalled();
    for (; clock.ms < 20_000; clock.ms += 2_000) {
      await snapshot.refresh();
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    service.up = true;
    await snapshot.refresh();
    await snapshot.refresh();
    expect(logger.info).toHaveBeenCalledTimes(1);
  });
});
