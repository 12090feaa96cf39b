import type { SourceSyncReport } from '@customer-360/backstage-plugin-customer-360-common';
import { goodSources, sourceReport } from '../__testUtils__/FakeSources';
import { troublesOf } from './troublesOf';

const NOW = new Date('2026-09-10T12:00:00Z');
const refused = { signature: 0, too_old: 0, malformed: 0, other_account: 0 };
const webhook = {
  waiting: 0,
  dead: 0,
  lastReceivedAt: '2026-09-10T11:59:00.000Z',
  refused,
};
const sync: SourceSyncReport = {
  bulk: 'tickets',
  mode: 'changes',
  everySeconds: 300,
  state: 'ok',
  lastSuccessAt: '2026-09-10T11:58:00.000Z',
  lagSeconds: 120,
  rows: 900,
  pages: 0,
  restarts: 0,
  refusedRounds: 0,
};
const kindsOf = (changed: Parameters<typeof sourceReport>[0]) =>
  troublesOf(sourceReport(changed), NOW).map(({ kind }) => kind);

describe('troublesOf', () => {
  it('finds none on a good day', () => {
    for (const source of goodSources) {
      expect(troublesOf(source, NOW)).toEqual([]);
    }
    expect(kindsOf({ webhook, sync: [sync] })).toEqual([]);
    expect(kindsOf({ state: 'unknown', lastSuccessAt: undefined })).toEqual([]);
    expect(
      kindsOf({
        expires: [
          {
            what: 'credential',
            at: '2027-03-01T00:00:00.000Z',
            state: 'good',
          },
        ],
      }),
    ).toEqual([]);
  });

  it('finds that customers were kept whom the source no longer lists', () => {
    const ingestion = {
      endedAt: '2026-09-10T08:00:00.000Z',
      listed: 0,
      customers: 6,
    };
    expect(kindsOf({ ingestion: { ...ingestion, kept: 6 } })).toEqual([
      'ingestion-refused',
    ]);
    expect(kindsOf({ ingestion: { ...ingestion, kept: 0 } })).toEqual([]);
  });

  it('finds what fails first, whatever else there is', () => {
    expect(
      troublesOf(
        sourceReport({
          state: 'failing',
          failing: 'auth',
          drifting: ['tickets'],
          sync: [{ ...sync, state: 'failing', failing: 'timeout' }],
          webhook: { ...webhook, dead: 2 },
          expires: [
            {
              what: 'certificate',
              at: '2026-09-12T00:00:00.000Z',
              state: 'soon',
            },
            {
              what: 'credential',
              at: '2026-09-09T00:00:00.000Z',
              state: 'past',
            },
          ],
        }),
        NOW,
      ).map(({ kind, tone }) => [kind, tone]),
    ).toEqual([
      ['failing', 'down'],
      ['expiry', 'down'],
      ['sync-failing', 'down'],
      ['expiry', 'watch'],
      ['webhook-dead', 'watch'],
      ['drifting', 'watch'],
    ]);
  });

  it.each([
    ['late', { state: 'late', lagSeconds: 3_600 }, ['sync-late']],
    [
      'refused a round since it last came',
      { refusedRounds: 1, refusedAt: '2026-09-10T11:59:00.000Z' },
      ['sync-refused'],
    ],
    [
      'refused a round before it last came',
      { refusedRounds: 1, refusedAt: '2026-09-10T11:00:00.000Z' },
      [],
    ],
    [
      'found what nobody told of',
      { missed: { count: 3, countedAt: '2026-09-10T02:00:00.000Z' } },
      ['webhook-missed'],
    ],
    [
      'found all told of',
      { missed: { count: 0, countedAt: '2026-09-10T02:00:00.000Z' } },
      [],
    ],
  ] as const)('of a bulk read that %s', (_name, changed, kinds) => {
    expect(kindsOf({ sync: [{ ...sync, ...changed }] })).toEqual(kinds);
  });

  it.each([
    ['waits for a minute', { oldestWaitingAt: '2026-09-10T11:59:00.000Z' }, []],
    [
      'waits for six',
      { waiting: 1, oldestWaitingAt: '2026-09-10T11:54:00.000Z' },
      ['webhook-waiting'],
    ],
    ['was given up', { dead: 1 }, ['webhook-dead']],
    [
      'was refused beside others',
      { refused: { ...refused, signature: 9 } },
      [],
    ],
    [
      'was refused, and never another taken',
      { lastReceivedAt: undefined, refused: { ...refused, signature: 9 } },
      ['webhook-refused'],
    ],
  ] as const)('of an event that %s', (_name, changed, kinds) => {
    expect(kindsOf({ webhook: { ...webhook, ...changed } })).toEqual(kinds);
  });

  it.each([
    ['asks for silence', { heldUntil: '2026-09-10T12:05:00.000Z' }, ['held']],
    ['asked for it before', { heldUntil: '2026-09-10T11:59:00.000Z' }, []],
    [
      'has few calls left',
      { quota: { remaining: 9, limit: 100, readAt: NOW.toISOString() } },
      ['quota'],
    ],
    [
      'has a tenth left',
      { quota: { remaining: 10, limit: 100, readAt: NOW.toISOString() } },
      [],
    ],
    [
      'had few left until a moment ago',
      {
        quota: {
          remaining: 1,
          limit: 100,
          readAt: '2026-09-10T11:59:00.000Z',
          resetAt: '2026-09-10T11:59:30.000Z',
        },
      },
      [],
    ],
    [
      'has some left, and says no limit',
      { quota: { remaining: 1, readAt: NOW.toISOString() } },
      [],
    ],
    ['lacks something', { drifting: ['tickets'] }, ['drifting']],
  ])('of a source that %s', (_name, changed, kinds) => {
    expect(kindsOf(changed)).toEqual(kinds);
  });
});
