import { mockServices } from '@backstage/backend-test-utils';
import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';
import type { LiveGrants, LiveGrantsReader } from './LiveGrantsReader';
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

  /** Answers when it is told to. */
  function slow() {
    const clock = { ms: 0 };
    const answers: Array<(read: LiveGrants | 'unchanged') => void> = [];
    const snapshot = new PolledGrantSnapshot({
      reader: { read: () => new Promise(resolve => answers.push(resolve)) },
      logger: mockServices.logger.mock(),
      elapsed: () => clock.ms,
      now: () => Date.parse('2026-09-10T12:00:00Z'),
    });
    return {
      answer: (at: number, read: LiveGrants | 'unchanged') => answers[at](read),
      clock,
      ids: () => snapshot.of(SAM).map(({ id }) => id),
      refresh(ms: number) {
        clock.ms = ms;
        return snapshot.refresh();
      },
    };
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

  it('trusts an answer for two and a half seconds from when it was asked for', async () => {
    const { clock, ids, service, snapshot } = start(grant('a'));
    await snapshot.refresh();
    service.up = false;
    clock.ms = 2_500;
    await snapshot.refresh();
    expect(ids()).toEqual(['a']);
    clock.ms = 2_501;
    expect(ids()).toEqual([]);
    service.up = true;
    await snapshot.refresh();
    expect(ids()).toEqual(['a']);
  });

  it('goes by the newest answer, also where nothing has changed', async () => {
    const { clock, ids, service, snapshot } = start(grant('a'), grant('b'));
    await snapshot.refresh();
    clock.ms = 2_000;
    await snapshot.refresh();
    clock.ms = 4_000;
    expect(ids()).toEqual(['a', 'b']);
    expect(service.asked).toEqual([undefined, 'a,b']);
    service.grants = [grant('b')];
    await snapshot.refresh();
    expect(ids()).toEqual(['b']);
  });

  it('goes by what was asked last, in whatever order it is answered', async () => {
    const { answer, ids, refresh } = slow();
    const first = refresh(0);
    const second = refresh(1_000);
    answer(1, { version: '2', grants: [grant('b')] });
    await second;
    answer(0, { version: '1', grants: [grant('a')] });
    await first;
    expect(ids()).toEqual(['b']);
  });

  it('takes "unchanged" for nothing where something else is known by then', async () => {
    const { answer, clock, ids, refresh } = slow();
    const first = refresh(0);
    answer(0, { version: '1', grants: [grant('a')] });
    await first;
    const [second, third] = [refresh(1_000), refresh(2_000)];
    answer(1, { version: '2', grants: [grant('a'), grant('b')] });
    await second;
    answer(2, 'unchanged');
    await third;
    expect(ids()).toEqual(['a', 'b']);
    // Trusted from when it was asked for, which is what is known.
    clock.ms = 3_501;
    expect(ids()).toEqual([]);
  });

  it('asks every second, answered or not, until it is stopped', () => {
    jest.useFakeTimers();
    try {
      const read = jest.fn(() => new Promise<never>(() => {}));
      const snapshot = new PolledGrantSnapshot({
        reader: { read },
        logger: mockServices.logger.mock(),
      });
      snapshot.start();
      expect(read).toHaveBeenCalledTimes(1);
      jest.advanceTimersByTime(3_000);
      expect(read).toHaveBeenCalledTimes(4);
      snapshot.stop();
      jest.advanceTimersByTime(3_000);
      expect(read).toHaveBeenCalledTimes(4);
    } finally {
      jest.useRealTimers();
    }
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
