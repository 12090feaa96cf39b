import type { Clock } from '../clock/SharedClock';
import { Generations } from '../generations/Generations';
import type { ChainWriter } from './chain/ChainWriter';
import type { LedgerRecord } from './chain/LedgerRow';
import type {
  CustomerLedgerEntry,
  LedgerEntry,
  LedgerStore,
} from './LedgerStore';
import type { LedgerPeople } from './people/LedgerPeople';

/** Of whom there is no row, or of whom there was one who has been forgotten. */
const UNKNOWN_SUBJECT = 'unknown';

/** Writes into this instance's chain, with a pseudonym for the person. */
export class ChainedLedgerStore implements LedgerStore {
  readonly #writer: ChainWriter;
  readonly #people: LedgerPeople;
  readonly #clock: Clock;
  readonly #policyVersion: string;

  constructor(options: {
    writer: ChainWriter;
    people: LedgerPeople;
    clock: Clock;
    policyVersion: string;
  }) {
    this.#writer = options.writer;
    this.#people = options.people;
    this.#clock = options.clock;
    this.#policyVersion = options.policyVersion;
  }

  async append(entries: readonly LedgerEntry[]): Promise<void> {
    await this.#writer.append(
      await Promise.all(entries.map(entry => this.#toRecord(entry))),
    );
  }

  async appendRead(entry: CustomerLedgerEntry): Promise<Generations> {
    const [{ generations }] = await this.#writer.append([
      await this.#toRecord(entry),
    ]);
    return new Generations(generations);
  }

  async #toRecord(entry: LedgerEntry): Promise<LedgerRecord> {
    return {
      recorded_at: new Date(this.#clock.now()).toISOString(),
      request_kind: entry.kind,
      outcome: entry.outcome ?? 'shown',
      person: await this.#people.pseudonymOf(entry.actorRef),
      acting_as: entry.actingAs ?? null,
      customer_ref: entry.customerRef ?? null,
      facets: JSON.stringify(entry.facets),
      labels: JSON.stringify(entry.labels),
      detail: await this.#detailOf(entry),
      policy_version: this.#policyVersion,
      request_id: entry.requestId,
    };
  }

  async #detailOf({
    detail,
    rows,
    subjectRef,
  }: LedgerEntry): Promise<string | null> {
    if (!detail && rows === undefined && subjectRef === undefined) {
      return null;
    }
    return JSON.stringify({
      ...detail,
      ...(rows !== undefined && { rows: String(rows) }),
      ...(subjectRef !== undefined && {
        subject: await this.#subjectOf(subjectRef),
      }),
    });
  }

  /** Nobody gets a pseudonym by being asked about: it may be no person at all. */
  async #subjectOf(userRef: string): Promise<string> {
    const [pseudonym] = await this.#people.pseudonymsOf(userRef);
    return pseudonym ?? UNKNOWN_SUBJECT;
  }
}
