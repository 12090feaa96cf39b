import { mockServices } from '@backstage/backend-test-utils';
import { subscriptionsData, ticketsData } from '../__testUtils__/facetData';
import { FacetRegistry } from '../facets/FacetRegistry';
import { packReading, type CachedReading } from '../facets/PackedReading';
import type { AccountReading } from '../facets/readings';
import { ObservationRecorder } from './ObservationRecorder';
import type { Observation, ObservationStore } from './ObservationStore';

const acme = 'customer:default/acme';
const READ_AT = Date.parse('2026-11-26T10:00:00.000Z');

function reading(data: unknown, marks: Partial<CachedReading> = {}) {
  return packReading({
    data,
    version: 'v1',
    generation: 0,
    missing: [],
    truncated: false,
    fetchedAt: READ_AT,
    freshUntil: READ_AT + 60_000,
    usableUntil: READ_AT + 600_000,
    ...marks,
  });
}

type Account = AccountReading<ReturnType<typeof reading>>;

const read = (
  account: string,
  data: unknown,
  marks: Partial<CachedReading> = {},
): Account => ({ kind: 'read', account, reading: reading(data, marks) });

const from = (id: string, ...accounts: Account[]) => ({
  source: { id, title: id },
  accounts,
  candidates: [],
});

function start() {
  const kept: Array<[string, readonly Observation[]]> = [];
  const store = {
    keep: jest.fn(async (ref: string, observations: readonly Observation[]) => {
      kept.push([ref, observations]);
      return observations.length;
    }),
  };
  const logger = mockServices.logger.mock();
  const recorder = new ObservationRecorder({
    store: store as unknown as ObservationStore,
    definitions: new FacetRegistry().configured(new Map()),
    logger,
  });
  return { kept, store, recorder, logger };
}

describe('ObservationRecorder', () => {
  it('notes the figures of all accounts together, as old as the oldest', async () => {
    const { kept, recorder } = start();
    recorder.saw(
      acme,
      new Map([
        [
          'subscriptions',
          [
            from('stripe', read('cus_1', subscriptionsData('stripe'))),
            from(
              'stripe-us',
              read('cus_2', subscriptionsData('stripe-us'), {
                asOf: '2026-11-26T08:00:00Z',
              }),
            ),
          ],
        ],
      ]),
    );
    await recorder.flush();
    expect(kept).toEqual([
      [
        acme,
        [
          {
            facet: 'subscriptions',
            asOf: '2026-11-26T08:00:00.000Z',
            fetchedAt: '2026-11-26T10:00:00.000Z',
            sources: ['stripe', 'stripe-us'],
            figures: [
              { metric: 'subscriptions', unit: '', value: 2 },
              { metric: 'mrr', unit: 'EUR', value: 1_100_000 },
            ],
          },
        ],
      ],
    ]);
  });

  it('writes once what was read once, and again what was read again', async () => {
    const { kept, recorder } = start();
    const of = (version: string) =>
      new Map([
        [
          'tickets',
          [from('zendesk', read('1', ticketsData('zendesk'), { version }))],
        ],
      ]);
    recorder.saw(acme, of('v1'));
    await recorder.flush();
    recorder.saw(acme, of('v1'));
    await recorder.flush();
    expect(kept).toHaveLength(1);
    recorder.saw(acme, of('v2'));
    await recorder.flush();
    expect(kept).toHaveLength(2);
  });

  it.each<[string, Account]>([
    ['an account failed', { kind: 'failed', account: '2', reason: 'timeout' }],
    [
      'an older reading',
      { ...read('2', ticketsData('zendesk')), stale: 'timeout' } as Account,
    ],
    [
      'a part is missing',
      read('2', ticketsData('zendesk'), { missing: ['Tags'] }),
    ],
    ['there are more', read('2', ticketsData('zendesk'), { truncated: true })],
  ])('notes no sum where %s', async (_why, other) => {
    const { store, recorder } = start();
    recorder.saw(
      acme,
      new Map([
        [
          'tickets',
          [from('zendesk', read('1', ticketsData('zendesk')), other)],
        ],
      ]),
    );
    await recorder.flush();
    expect(store.keep).not.toHaveBeenCalled();
  });

  it('notes the figures of what is not whole only where they are whole', async () => {
    const { kept, recorder } = start();
    const missing = ['The MRR of earlier months'];
    const see = (ref: string, marks: Partial<CachedReading>) =>
      recorder.saw(
        ref,
        new Map([
          [
            'subscriptions',
            [from('stripe', read('cus_1', subscriptionsData('stripe'), marks))],
          ],
        ]),
      );
    see('customer:default/a', { missing });
    see('customer:default/b', { missing, figuresWhole: false });
    see('customer:default/c', { missing, figuresWhole: true });
    see('customer:default/d', { missing, figuresWhole: true, truncated: true });
    await recorder.flush();
    expect(kept.map(([ref]) => ref)).toEqual(['customer:default/c']);
  });

  it('notes nothing where no account is linked', async () => {
    const { store, recorder } = start();
    recorder.saw(acme, new Map([['tickets', [from('zendesk')]]]));
    await recorder.flush();
    expect(store.keep).not.toHaveBeenCalled();
  });

  it('tries again by the next read what could not be written, and says so without the customer', async () => {
    const { kept, store, recorder, logger } = start();
    const seen = new Map([
      ['tickets', [from('zendesk', read('1', ticketsData('zendesk')))]],
    ]);
    store.keep.mockRejectedValueOnce(new Error('db down for acme'));
    recorder.saw(acme, seen);
    await recorder.flush();
    expect(kept).toEqual([]);
    expect(JSON.stringify(jest.mocked(logger.warn).mock.calls)).not.toContain(
      'acme',
    );
    recorder.saw(acme, seen);
    await recorder.flush();
    expect(kept).toHaveLength(1);
  });

  it('holds a bounded number of customers back', async () => {
    const { kept, recorder } = start();
    for (let i = 0; i < 1_500; i++) {
      recorder.saw(
        `customer:default/c${i}`,
        new Map([
          ['tickets', [from('zendesk', read('1', ticketsData('zendesk')))]],
        ]),
      );
    }
    await recorder.flush();
    expect(kept).toHaveLength(1_000);
  });
});
