import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import type {
  LedgerEntry,
  LedgerKind,
  LedgerStore,
} from '../ledger/LedgerStore';
import type { CountedReader, CountedRequest, ReadLimit } from './ReadLimit';
import type { ReadLimitAudit } from './ReadLimitAudit';
import { TooManyReadsError } from './TooManyReadsError';

interface Bucket {
  left: number;
  filledAt: number;
  /** When a row last said that this person was refused. */
  recordedAt: number;
}

interface Refusals {
  readonly kind: LedgerKind;
  count: number;
}

const MINUTE_MS = 60_000;
const MAX_PEOPLE = 10_000;

/**
 * A bucket of reads for each person, full at first and filled as time goes by;
 * of this instance, in memory. Who is refused is in the ledger once a minute,
 * with how often, and the portal's auditor is told of each such row: a flood of
 * refusals must not become one of rows.
 */
export class PersonReadLimit implements ReadLimit {
  readonly #perMinute: number;
  readonly #ledger: LedgerStore;
  readonly #audit: ReadLimitAudit;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_PEOPLE });
  readonly #unrecorded = new Map<string, Refusals>();
  #timer?: NodeJS.Timeout;

  constructor(options: {
    perMinute: number;
    ledger: LedgerStore;
    audit: ReadLimitAudit;
    /** Milliseconds that only go forward. */
    now?: () => number;
  }) {
    this.#perMinute = options.perMinute;
    this.#ledger = options.ledger;
    this.#audit = options.audit;
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    this.#timer = setInterval(() => {
      // The store has said so where it fails; the next minute has them all.
      this.record().catch(() => undefined);
    }, MINUTE_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.record().catch(() => undefined);
  }

  async take(
    reader: CountedReader,
    kind: LedgerKind,
    request?: CountedRequest,
  ): Promise<void> {
    const bucket = this.#filled(reader.userRef);
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return;
    }
    await this.#refuse(reader, kind, bucket, request);
    throw new TooManyReadsError(
      Math.ceil(((1 - bucket.left) * MINUTE_MS) / this.#perMinute / 1_000),
    );
  }

  /** Writes down who was refused since it was written last. */
  async record(): Promise<void> {
    const refused = [...this.#unrecorded];
    this.#unrecorded.clear();
    if (refused.length === 0) {
      return;
    }
    for (const [userRef] of refused) {
      const bucket = this.#buckets.peek(userRef);
      if (bucket) {
        bucket.recordedAt = this.#now();
      }
    }
    // They are of many requests: the round that tells of them has one id.
    const requestId = randomUUID();
    const rows = refused.map(([userRef, { kind, count }]) =>
      rowOf({ requestId, userRef }, kind, count),
    );
    try {
      await this.#ledger.append(rows);
    } catch (error) {
      for (const [userRef, { kind, count }] of refused) {
        this.#count(userRef, kind, count);
      }
      throw error;
    }
    await Promise.all(rows.map(row => this.#audit.note(row)));
  }

  #filled(userRef: string): Bucket {
    const now = this.#now();
    let bucket = this.#buckets.get(userRef);
    if (!bucket) {
      bucket = { left: this.#perMinute, filledAt: now, recordedAt: -Infinity };
      this.#buckets.set(userRef, bucket);
    }
    const gained = ((now - bucket.filledAt) * this.#perMinute) / MINUTE_MS;
    bucket.left = Math.min(this.#perMinute, bucket.left + gained);
    bucket.filledAt = now;
    return bucket;
  }

  /** The first one of a minute is in the ledger before they are told. */
  async #refuse(
    { requestId, userRef }: CountedReader,
    kind: LedgerKind,
    bucket: Bucket,
    request?: CountedRequest,
  ): Promise<void> {
    const now = this.#now();
    if (now - bucket.recordedAt < MINUTE_MS) {
      this.#count(userRef, kind, 1);
      return;
    }
    bucket.recordedAt = now;
    const row = rowOf({ requestId, userRef }, kind, 1);
    await this.#ledger.append([row]);
    await this.#audit.note(row, request);
  }

  #count(userRef: string, kind: LedgerKind, more: number): void {
    const known = this.#unrecorded.get(userRef);
    if (known) {
      known.count += more;
    } else {
      this.#unrecorded.set(userRef, { kind, count: more });
    }
  }
}

/** Of no customer: nobody has looked up which. */
function rowOf(
  { requestId, userRef }: CountedReader,
  kind: LedgerKind,
  refused: number,
): LedgerEntry {
  return {
    kind,
    outcome: 'denied',
    actorRef: userRef,
    requestId,
    facets: {},
    labels: [],
    detail: { limit: 'reads', refused: String(refused) },
  };
}
