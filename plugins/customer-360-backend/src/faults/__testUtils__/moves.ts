import fc from 'fast-check';
import type { Fate, Move, RowFate, SharedMethod, Wait } from './Move';
import { VERSIONED_FACETS, type VersionedFacet } from './VersionedSources';

const LONGEST = 50;

type Of<K extends Move['kind']> = fc.Arbitrary<Extract<Move, { kind: K }>>;

const pick = fc.nat({ max: 5 });
const instance = fc.nat({ max: 2 });
const session = fc.nat({ max: 3 });
const customer = fc.constantFrom(0, 0, 1);
const facets = fc.constantFrom<Array<readonly VersionedFacet[]>>(
  VERSIONED_FACETS,
  ['invoices', 'payments'],
  ['tickets'],
  ['invoices'],
  ['payments'],
);

/** Mostly until all is quiet: what goes on meanwhile is held back by moves. */
const wait = fc.constantFrom<Wait[]>(
  ...['quiet' as const, 'quiet' as const, 'quiet' as const],
  ...[0, 1, 5, 20, 60],
);

const read: Of<'read'> = fc.record({
  kind: fc.constant('read'),
  session,
  instance,
  customer,
  how: fc.constantFrom('view', 'view', 'view', 'stream', 'refresh'),
  wait,
});

const write: Of<'write'> = fc.record({
  kind: fc.constant('write'),
  customer,
  facets,
  wait,
});

const webhook: Of<'webhook'> = fc.record({
  kind: fc.constant('webhook'),
  pick,
  instance,
  says: fc.constantFrom('facets', 'source', 'customer'),
  fate: fc.constantFrom('once', 'once', 'again', 'lost'),
  wait,
});

const hold: Of<'hold'> = fc.record({
  kind: fc.constant('hold'),
  facets,
  held: fc.boolean(),
  wait,
});

const answer: Of<'answer'> = fc.record(
  {
    kind: fc.constant('answer'),
    pick,
    failure: fc.constantFrom('upstream', 'no_access'),
    wait,
  },
  { requiredKeys: ['kind', 'wait'] },
);

const kill: Of<'kill'> = fc.record({
  kind: fc.constant('kill'),
  instance,
  wait,
});

const store: Of<'store'> = fc.record({
  kind: fc.constant('store'),
  what: fc.constantFrom(
    'start',
    'start with old data',
    'start with old data',
    'stop',
    'flush',
  ),
  wait,
});

const message: Of<'message'> = fc.record({
  kind: fc.constant('message'),
  instance,
  method: fc.constantFrom<SharedMethod[]>(
    ...(['land', 'claim', 'get', 'keep', 'fail', 'release'] as const),
  ),
  fate: fc.constantFrom<Fate[]>('lost', 'unanswered', 'late'),
  wait,
});

const arrive: Of<'arrive'> = fc.record({
  kind: fc.constant('arrive'),
  pick,
  wait,
});

const row: Of<'row'> = fc.record({
  kind: fc.constant('row'),
  instance,
  fate: fc.constantFrom<RowFate[]>('refused', 'unconfirmed', 'held'),
  wait,
});

const confirm: Of<'confirm'> = fc.record({
  kind: fc.constant('confirm'),
  pick,
  wait,
});

/**
 * Just short of and beyond what things wait for: a look for a turn, a message,
 * a ledger row, the page, a turn, a failure that is remembered, a source; the
 * lifetimes of both groups, and the time after which nothing is shown.
 */
const time: Of<'time'> = fc.record({
  kind: fc.constant('time'),
  ms: fc.constantFrom(
    ...[15, 60, 300, 1_100, 2_100, 3_100, 5_100, 8_100],
    ...[61_000, 61_000, 301_000, 301_000, 25 * 60 * 60_000],
  ),
  wait,
});

const evict: Of<'evict'> = fc.record(
  { kind: fc.constant('evict'), instance, pick, wait },
  { requiredKeys: ['kind', 'instance', 'wait'] },
);

/** Any story of up to so many moves, and not mostly short ones. */
export const moves: fc.Arbitrary<Move[]> = fc.noBias(
  fc.array<Move>(
    fc.oneof(
      { weight: 24, arbitrary: read },
      { weight: 6, arbitrary: write },
      { weight: 7, arbitrary: webhook },
      { weight: 5, arbitrary: hold },
      { weight: 7, arbitrary: answer },
      { weight: 7, arbitrary: time },
      { weight: 2, arbitrary: kill },
      { weight: 4, arbitrary: store },
      { weight: 4, arbitrary: message },
      { weight: 2, arbitrary: arrive },
      { weight: 2, arbitrary: row },
      { weight: 1, arbitrary: confirm },
      { weight: 2, arbitrary: evict },
    ),
    { maxLength: LONGEST, size: 'max' },
  ),
);
