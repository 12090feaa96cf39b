import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil, type Portal } from 'rig';

/** Statistics of PostgreSQL are that late. */
const STATISTICS_MS = 11_000;
const LONGEST_MS = 3 * 60 * 60_000;
const SAMPLE_MS = 500;
/** A collection stops the portal for some tenths of a second. */
const HELD_EVERY_MS = 30_000;

/** What a stretch of time cost a portal. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Resident when it began, and at most meanwhile. */
  readonly startMB: number;
  readonly peakMB: number;
  /** In use after a garbage collection, likewise. */
  readonly heldStartMB: number;
  readonly heldPeakMB: number;
}

export interface ListingState {
  readonly phase: string;
  readonly round: number;
  readonly refused: boolean | number;
}

export interface BulkState {
  readonly phase: string;
  readonly round: number;
  readonly rows: number;
  readonly cursor: string | null;
  readonly due_at: string | null;
}

/** The portal's made-up listing, and what became of it in its databases. */
export class Listing {
  readonly #portal: Portal;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  async change(companies: {
    listed?: number;
    version?: number;
    bulkVersion?: number;
  }): Promise<void> {
    await this.#ask('', { method: 'PATCH', body: JSON.stringify(companies) });
  }

  addComponents(count: number): Promise<unknown> {
    return this.#ask(`/components/${count}`, { method: 'POST' });
  }

  /** Entities of a kind that can be seen, and how many of all wait to be. */
  async stitched(kind: string): Promise<{ seen: number; waiting: number }> {
    return (await this.#ask(`/stitched/${kind}`)) as never;
  }

  /** Until so many can be seen and the catalog has nothing left to do. */
  async untilStitched(kind: string, count: number): Promise<void> {
    await waitUntil(
      async () => {
        const { seen, waiting } = await this.stitched(kind);
        return seen >= count && waiting === 0;
      },
      { timeoutMs: LONGEST_MS, everyMs: 2_000 },
    );
  }

  /** Until the entity that has this title in the end can be seen. */
  async untilTitled(title: string): Promise<void> {
    const path = `/api/catalog/entities/by-query?limit=1&filter=${encodeURIComponent(
      `kind=customer,metadata.title=${title}`,
    )}`;
    await waitUntil(
      async () => {
        const answer = await fetch(`${this.#portal.url}${path}`, {
          headers: { authorization: this.#portal.service() },
        });
        const { items } = (await answer.json()) as { items: unknown[] };
        return items.length === 1;
      },
      { timeoutMs: LONGEST_MS, everyMs: 500 },
    );
  }

  state(): Promise<ListingState | null> {
    return this.#ask('/state') as Promise<ListingState | null>;
  }

  /** Until this round is over. */
  async untilRound(round: number): Promise<ListingState> {
    let state: ListingState | null = null;
    await waitUntil(
      async () => {
        state = await this.state();
        return state?.round === round && state.phase === 'idle';
      },
      { timeoutMs: LONGEST_MS, everyMs: 500 },
    );
    return state!;
  }

  /**
   * Makes this round due, and waits until it is over. A look at what changed,
   * which keeps the state as it found it, may undo that: then once more.
   */
  async runRound(round: number): Promise<ListingState> {
    await this.#ask('/due', { method: 'POST' });
    await waitUntil(
      async () => {
        const state = await this.state();
        if (state?.phase === 'idle' && state.round < round) {
          await this.#ask('/due', { method: 'POST' });
        }
        return (state?.round ?? 0) >= round;
      },
      { timeoutMs: LONGEST_MS, everyMs: 2_000 },
    );
    return this.untilRound(round);
  }

  async bulk(id: string): Promise<BulkState | null> {
    return (await this.#ask(`/bulk/${id}`)) as BulkState | null;
  }

  /** Makes a round due, and waits until it has begun. */
  async beginBulk(id: string): Promise<void> {
    await this.#ask(`/bulk/${id}/due`, { method: 'POST' });
    await waitUntil(async () => (await this.bulk(id))?.phase !== 'idle', {
      timeoutMs: 120_000,
      everyMs: 50,
    });
  }

  async untilBulkIdle(id: string): Promise<BulkState> {
    let state: BulkState | null = null;
    await waitUntil(
      async () => {
        state = await this.bulk(id);
        return state?.phase === 'idle' && state.due_at !== null;
      },
      { timeoutMs: LONGEST_MS, everyMs: 250 },
    );
    return state!;
  }

  async rows(): Promise<{
    rows: Record<string, number>;
    bytes: { catalog: number; customers: number };
  }> {
    return (await this.#ask('/rows')) as never;
  }

  /** As autovacuum does by itself, sooner or later. */
  analyze(): Promise<unknown> {
    return this.#ask('/analyze', { method: 'POST' });
  }

  /** Rows written to each table meanwhile. */
  async writtenBy(work: () => Promise<unknown>) {
    const before = await this.#written();
    await work();
    const after = await this.#written();
    return (table: string) => (after[table] ?? 0) - (before[table] ?? 0);
  }

  async costOf(work: () => Promise<unknown>): Promise<Cost> {
    const heldBefore = await this.#portal.held();
    const before = await this.#portal.usage();
    const startedAt = performance.now();
    let peak = before.memory.rss;
    let heldPeak = heldBefore;
    let over = false;
    const watched = (async () => {
      let heldAt = performance.now();
      while (!over) {
        peak = Math.max(peak, (await this.#portal.usage()).memory.rss);
        await delay(SAMPLE_MS);
        if (performance.now() - heldAt >= HELD_EVERY_MS) {
          heldPeak = Math.max(heldPeak, await this.#portal.held());
          heldAt = performance.now();
        }
      }
    })();
    try {
      await work();
    } finally {
      over = true;
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    await watched;
    const after = await this.#portal.usage();
    heldPeak = Math.max(heldPeak, await this.#portal.held());
    return {
      seconds,
      cpuSeconds: (after.cpuMicros - before.cpuMicros) / 1e6,
      startMB: before.memory.rss / 2 ** 20,
      peakMB: peak / 2 ** 20,
      heldStartMB: heldBefore / 2 ** 20,
      heldPeakMB: heldPeak / 2 ** 20,
    };
  }

  async #written(): Promise<Record<string, number>> {
    await delay(STATISTICS_MS);
    return (await this.#ask('/written')) as Record<string, number>;
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const answer = await fetch(`${this.#portal.url}/api/listing${path}`, {
      ...init,
      headers: { 'content-type': 'application/json' },
    });
    if (!answer.ok) {
      throw new Error(`/api/listing${path} answered ${answer.status}`);
    }
    return answer.status === 204 ? undefined : answer.json();
  }
}
