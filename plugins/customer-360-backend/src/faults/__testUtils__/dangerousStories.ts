import type { Move } from './Move';
import type { Setting } from './Setting';
import { VERSIONED_FACETS } from './VersionedSources';

/** Omits from each of the moves, and not from all at once. */
type Quiet<M = Move> = M extends Move ? Omit<M, 'wait'> : never;

const place: Setting = {
  instances: 2,
  customers: 1,
  sessions: 2,
  shared: 'faulty',
  without: [],
};

const read = (session: number, instance: number): Quiet => ({
  kind: 'read',
  session,
  instance,
  customer: 0,
  how: 'view',
});
const hold = (held: boolean): Quiet => ({
  kind: 'hold',
  facets: VERSIONED_FACETS,
  held,
});
const write: Quiet = { kind: 'write', customer: 0, facets: VERSIONED_FACETS };
const webhook: Quiet = {
  kind: 'webhook',
  pick: 0,
  instance: 1,
  says: 'customer',
  fate: 'once',
};
/** Tickets are due to be read again, and still shown. */
const expire: Quiet = { kind: 'time', ms: 61_000 };

/**
 * Races that chance seldom makes: told first each time, with parts that work
 * and with broken ones.
 */
export const dangerousStories: Array<[Setting, Move[]]> = [
  // A read that was begun before a change lands after one begun after it.
  [
    hold(true),
    read(0, 0),
    write,
    webhook,
    hold(false),
    read(1, 1),
    { kind: 'answer' } as const,
    read(0, 0),
    read(1, 1),
  ],
  // The shared cache comes back as it was before the last reading.
  [
    read(0, 0),
    expire,
    write,
    read(0, 0),
    read(0, 0),
    { kind: 'store', what: 'start with old data' } as const,
    expire,
    read(0, 0),
  ],
].map(story => [
  place,
  story.map((move): Move => ({ ...move, wait: 'quiet' })),
]);
