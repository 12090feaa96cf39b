import type { Knex } from 'knex';
import { LEDGER_TABLE } from '../ledger/chain/DatabaseLedgerTable';
import type { LedgerRow } from '../ledger/chain/LedgerRow';
import type { Detector, LedgerEvent } from './Detector';
import type { PersonEvents } from './PersonEvents';

/** What somebody sees of a customer; that there is one, from a lookup. */
const LOOKING = [
  'view',
  'stream',
  'brief',
  'since_look',
  'facet',
  'refresh',
  'lookup',
  'by_id',
];
const PEOPLE_AT_ONCE = 200;
/** Enough to tell a person who does more from one who does not. */
const MAX_EVENTS = 20_000;

interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * By the indexes on time and on person and time: what it costs is what was done
 * since the last time, and in the window of those who did it.
 */
export class DatabasePersonEvents implements PersonEvents {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async firstFrom(from: string): Promise<string | undefined> {
    const row = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .where('recorded_at', '>=', from)
      .orderBy('recorded_at')
      .first('recorded_at');
    return row?.recorded_at;
  }

  async suspects(detector: Detector, span: Span): Promise<string[]> {
    const active: Array<string | null> = await this.#seen(detector, span)
      .whereNotNull('person')
      .distinct('person')
      .pluck('person');
    const before = Date.parse(span.from) - detector.withinMs;
    const wide = { from: new Date(before).toISOString(), to: span.to };
    const suspects: string[] = [];
    for (let at = 0; at < active.length; at += PEOPLE_AT_ONCE) {
      const rows = await this.#seen(detector, wide)
        .whereIn('person', active.slice(at, at + PEOPLE_AT_ONCE))
        .select('person')
        .groupBy('person')
        .havingRaw(`count(${counted(detector)}) > ?`, [detector.threshold]);
      suspects.push(...rows.flatMap(row => row.person ?? []));
    }
    return suspects;
  }

  async of(
    person: string,
    detector: Detector,
    span: Span,
  ): Promise<LedgerEvent[]> {
    // The newest, where there are more than anybody can do by hand.
    const rows = await this.#seen(detector, span)
      .where({ person })
      .select('recorded_at', 'customer_ref')
      .orderBy('recorded_at', 'desc')
      .limit(MAX_EVENTS);
    return rows
      .map(row => ({
        at: Date.parse(row.recorded_at),
        customer: row.customer_ref,
      }))
      .reverse();
  }

  async alarmed(
    person: string,
    detector: Detector,
    from: string,
  ): Promise<boolean> {
    const alarms = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .select('detail')
      .where({ person, request_kind: 'alarm', outcome: 'none' })
      .andWhere('recorded_at', '>', from);
    return alarms.some(
      ({ detail }) =>
        detail !== null && JSON.parse(detail).detector === detector.id,
    );
  }

  #seen({ outcome }: Detector, { from, to }: Span) {
    const rows = this.#knex<LedgerRow>(LEDGER_TABLE)
      .where('recorded_at', '>=', from)
      .andWhere('recorded_at', '<', to)
      .andWhere({ outcome });
    return outcome === 'shown' ? rows.whereIn('request_kind', LOOKING) : rows;
  }
}

function counted({ outcome }: Detector): string {
  return outcome === 'shown' ? 'distinct customer_ref' : '*';
}
