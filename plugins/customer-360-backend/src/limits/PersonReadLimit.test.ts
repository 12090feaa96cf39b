import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { PersonReadLimit } from './PersonReadLimit';
import { ReadLimitAudit } from './ReadLimitAudit';
import type { CountedRequest } from './ReadLimit';
import { TooManyReadsError } from './TooManyReadsError';

const SAM = 'user:default/sam';
const asks = (userRef: string) => ({ userRef, requestId: 'r-1' });
const ERIN = 'user:default/erin';

function refusedOne(error: unknown): number {
  expect(error).toBeInstanceOf(TooManyReadsError);
  return 0;
}

function start(perMinute = 60) {
  const rows: LedgerEntry[] = [];
  const state = { now: 1_000, broken: false, deaf: false };
  const ledger: LedgerStore = {
    append: async entries => {
      if (state.broken) {
        throw new Error('down');
      }
      rows.push(...entries);
    },
    appendRead: () => Promise.reject(new Error('not asked for')),
  };
  const auditor = mockServices.auditor.mock();
  const fail = jest.fn();
  auditor.createEvent.mockImplementation(async () => {
    if (state.deaf) {
      throw new Error('the sink is full');
    }
    return { success: jest.fn(), fail };
  });
  const limit = new PersonReadLimit({
    perMinute,
    ledger,
    audit: new ReadLimitAudit({
      auditor,
      logger: mockServices.logger.mock(),
    }),
    now: () => state.now,
  });
  const takes = async (count: number, person = SAM) => {
    let taken = 0;
    for (let at = 0; at < count; at++) {
      taken += await limit.take(asks(person), 'view').then(() => 1, refusedOne);
    }
    return taken;
  };
  const refused = () =>
    rows.map(({ actorRef, detail }) => [actorRef, Number(detail?.refused)]);
  const told = () => auditor.createEvent.mock.calls.map(([event]) => event);
  return { fail, limit, refused, rows, state, takes, told };
}

describe('PersonReadLimit', () => {
  it('gives a minute’s worth at once, then as time goes by, to each person', async () => {
    const { state, takes } = start(60);
    expect(await takes(100)).toBe(60);
    expect(await takes(1, ERIN)).toBe(1);
    state.now += 3_000;
    expect(await takes(100)).toBe(3);
    state.now += 3_600_000;
    expect(await takes(100)).toBe(60);
  });

  it('says when the next one is there, and keeps to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 10 }),
        async (perMinute, waits) => {
          const { limit, state, takes } = start(perMinute);
          for (const wait of waits) {
            state.now += wait;
            await takes(5);
          }
          await takes(perMinute + 5);
          const error = await limit
            .take(asks(SAM), 'view')
            .catch(caught => caught);
          expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(1);
          expect(error.retryAfterSeconds).toBeLessThanOrEqual(60);
          state.now += error.retryAfterSeconds * 1_000;
          await expect(limit.take(asks(SAM), 'view')).resolves.toBeUndefined();
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has one row per person and minute, with how often, whatever the flood', async () => {
    const { limit, refused, rows, state, takes } = start(60);
    await takes(1_060);
    expect(refused()).toEqual([[SAM, 1]]);
    expect(rows[0]).toEqual({
      kind: 'view',
      outcome: 'denied',
      actorRef: SAM,
      requestId: 'r-1',
      facets: {},
      labels: [],
      detail: { limit: 'reads', refused: '1' },
    });
    state.now += 60_000;
    await limit.record();
    expect(refused()).toEqual([
      [SAM, 1],
      [SAM, 999],
    ]);
    await takes(160);
    expect(refused()).toHaveLength(2);
    state.now += 60_000;
    await limit.record();
    expect(refused().slice(2)).toEqual([[SAM, 100]]);
    await limit.record();
    expect(refused()).toHaveLength(3);
  });

  it('tells the auditor of each row, of one request or of many', async () => {
    const { fail, limit, rows, state, told, takes } = start(1);
    await takes(1);
    const request = { headers: {} } as CountedRequest;
    await limit.take(asks(SAM), 'facet', request).catch(refusedOne);
    await takes(1_000);
    expect(told()).toEqual([
      {
        eventId: 'read-limit',
        severityLevel: 'medium',
        request,
        meta: {
          actorRef: SAM,
          kind: 'facet',
          limit: 'reads',
          refused: '1',
          requestId: 'r-1',
        },
      },
    ]);
    expect(fail).toHaveBeenCalledTimes(1);

    state.now += 60_000;
    await limit.record();
    expect(told().slice(1)).toEqual([
      {
        eventId: 'read-limit',
        severityLevel: 'medium',
        meta: {
          actorRef: SAM,
          kind: 'view',
          limit: 'reads',
          refused: '1000',
          requestId: rows[1].requestId,
        },
      },
    ]);
    expect(fail).toHaveBeenCalledTimes(2);
  });

  it('tells the auditor of no row that the ledger does not have', async () => {
    const { limit, state, told, takes } = start(1);
    await takes(1);
    state.broken = true;
    await expect(limit.take(asks(SAM), 'view')).rejects.toThrow('down');
    expect(told()).toEqual([]);
  });

  it('refuses, and counts, whatever becomes of the audit events', async () => {
    const { limit, refused, state, takes } = start(1);
    state.deaf = true;
    expect(await takes(5)).toBe(1);
    await limit.record();
    expect(refused()).toEqual([
      [SAM, 1],
      [SAM, 3],
    ]);
  });

  it('tells nobody that they are refused whom the ledger does not have', async () => {
    const { limit, state, takes } = start(1);
    await takes(1);
    state.broken = true;
    await expect(limit.take(asks(SAM), 'view')).rejects.toThrow('down');
  });

  it('loses no count while the ledger cannot be written, nor at the end', async () => {
    const { limit, refused, state, takes } = start(1);
    await takes(5);
    state.broken = true;
    await expect(limit.record()).rejects.toThrow('down');
    await takes(3);
    state.broken = false;
    await limit.stop();
    expect(refused()).toEqual([
      [SAM, 1],
      [SAM, 6],
    ]);
  });
});
