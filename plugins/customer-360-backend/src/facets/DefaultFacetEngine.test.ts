import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import {
  ticketsFacet,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { ticketsData } from '../__testUtils__/facetData';
import { fakeSource } from '../__testUtils__/fakeSource';
import { Generations } from '../generations/Generations';
import type { Claim, SharedReadings } from '../shared/SharedReadings';
import { DefaultSourceRegistry } from '../sources/SourceRegistry';
import { CandidateFinder } from './CandidateFinder';
import { DefaultFacetEngine } from './DefaultFacetEngine';
import { FacetFiller } from './FacetFiller';
import { FailureMemory } from './FailureMemory';
import { LruReadingCache } from './LruReadingCache';
import {
  packReading,
  unpackReading,
  type PackedReading,
} from './PackedReading';

const NOW = Date.parse('2026-09-10T12:00:00Z');

const elsewhere = (over: Partial<PackedReading> = {}): PackedReading => ({
  ...packReading({
    version: 'elsewhere',
    generation: 0,
    missing: [],
    truncated: false,
    fetchedAt: NOW - 1_000,
    freshUntil: NOW + 60_000,
    usableUntil: NOW + 600_000,
    data: ticketsData('desk', 'read elsewhere'),
  }),
  ...over,
});

/** An engine of one instance, with what others have read. */
function start(options: {
  others?: PackedReading;
  sources: CustomerSource[];
  deadlineMs?: number;
}) {
  const { deadlineMs = 2_000, others } = options;
  const asked: string[] = [];
  const shared: SharedReadings = {
    get: async keys => {
      asked.push('get');
      return keys.map(() => others);
    },
    claim: async slots => {
      asked.push('claim');
      return slots.map(
        (): Claim => ({ turn: { kind: 'ours' }, reading: others }),
      );
    },
    release: async () => {
      asked.push('release');
    },
    keep: async () => {},
    land: async () => {},
    fail: async () => {},
    state: () => 'ok',
  };
  const clock = { now: () => NOW };
  const sources = new DefaultSourceRegistry();
  options.sources.forEach(source => sources.add(source));
  const sessions = {
    open: () => ({} as never),
    statusOf: () => undefined,
    wasHeldMostOf: () => false,
    close: async () => {},
  };
  const cache = new LruReadingCache({ maxBytes: 1_000_000 });
  const failures = new FailureMemory({ clock });
  const engine = new DefaultFacetEngine({
    definitions: [ticketsFacet as FacetDefinition],
    sources,
    cache,
    shared,
    failures,
    filler: new FacetFiller({
      sessions,
      cache,
      shared,
      failures,
      observer: { onFill: () => {} },
      deadlineMs: 20_000,
      clock,
    }),
    candidates: new CandidateFinder({
      sessions,
      deadlineMs,
      linker: { link: async () => 'none' },
    }),
    deadlineMs,
    clock,
    observer: { onRead: () => {} },
  });
  const read = async () => {
    const readings = await engine.read({
      customer: { ref: 'customer:default/acme' } as never,
      links: {
        ids: () => ['1'],
        version: () => '',
        foundBy: () => undefined,
      } as never,
      facets: ['tickets'],
      generations: new Generations('{}'),
    });
    return readings
      .get('tickets')!
      .map(({ accounts: [account] }) =>
        account.kind === 'read'
          ? `${account.stale ?? 'fresh'}: ${
              (
                unpackReading(account.reading).data as ReturnType<
                  typeof ticketsData
                >
              ).tickets[0].subject
            }`
          : account.reason,
      );
  };
  return { asked, cache, read };
}

const desk = (read: () => Promise<unknown>, id = 'desk') =>
  fakeSource(id, { tickets: { read: read as never } });

describe('DefaultFacetEngine', () => {
  it('asks other instances once, and a source only where none has it', async () => {
    const source = jest.fn(async () => ({ data: ticketsData('desk', 'here') }));
    const { asked, read } = start({ sources: [desk(source)] });
    expect(await read()).toEqual(['fresh: here']);
    expect(source).toHaveBeenCalledTimes(1);
    expect(asked.slice(0, 2).sort()).toEqual(['claim', 'get']);
    expect(await read()).toEqual(['fresh: here']);
    expect(asked).toHaveLength(2);
  });

  it('takes what another instance has read, and gives its turn back', async () => {
    const source = jest.fn();
    const { asked, read } = start({
      others: elsewhere(),
      sources: [desk(source)],
    });
    expect(await read()).toEqual(['fresh: read elsewhere']);
    await new Promise(setImmediate);
    expect(asked).toContain('release');
    expect(source).not.toHaveBeenCalled();
  });

  it('shows at once what another instance has that is due to be read again', async () => {
    let answer = (_: unknown) => {};
    const { read } = start({
      others: elsewhere({ freshUntil: NOW - 1 }),
      sources: [
        desk(
          () =>
            new Promise(resolve => {
              answer = resolve;
            }),
        ),
      ],
      deadlineMs: 20_000,
    });
    expect(await read()).toEqual(['renewing: read elsewhere']);
    await new Promise(setImmediate);
    answer({ data: ticketsData('desk', 'here') });
    await new Promise(setImmediate);
    expect(await read()).toEqual(['fresh: here']);
  });

  it('shows what another instance has where the source fails', async () => {
    const { read } = start({
      others: elsewhere({ freshUntil: NOW - 1, generation: -1 }),
      sources: [desk(() => Promise.reject(new Error('ill')))],
    });
    expect(await read()).toEqual(['upstream: read elsewhere']);
  });

  it('asks the slowest sources first, whatever their order', async () => {
    const order: string[] = [];
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { cache, read } = start({
      sources: ids.map((id, at) =>
        desk(async () => {
          order.push(id);
          await new Promise(resolve => setTimeout(resolve, 20 * at));
          return { data: ticketsData(id, id) };
        }, id),
      ),
    });
    await read();
    expect(order).toEqual(ids);
    order.length = 0;
    cache.shrinkTo(0);
    await read();
    expect(order).toEqual([...ids].reverse());
  });
});
