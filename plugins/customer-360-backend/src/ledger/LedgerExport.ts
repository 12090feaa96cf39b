import { InputError } from '@backstage/errors';
import type { Clock } from '../clock/SharedClock';
import { toOcsf } from './ocsf/toOcsf';
import type { LedgerQuery, LedgerReader } from './LedgerReader';

const PAGE = 200;
const MOST = 100_000;

/** What is asked for; it has no pages. */
export type ExportQuery = Omit<LedgerQuery, 'cursor' | 'limit'>;

/** Rows that are about to be given out. */
export interface ExportedRows {
  readonly count: number;
  /** Lines of JSON in terms of OCSF, some at a time. Read once. */
  pages(): AsyncIterable<string>;
}

/** Gives rows of the ledger to other systems: all that were asked for, or none. */
export class LedgerExport {
  readonly #reader: LedgerReader;
  readonly #clock: Clock;
  readonly #most: number;

  /** @param options - with how many rows are given at once, at most */
  constructor(options: { reader: LedgerReader; clock: Clock; most?: number }) {
    this.#reader = options.reader;
    this.#clock = options.clock;
    this.#most = options.most ?? MOST;
  }

  /**
   * @throws InputError when there are more than are given at once: an export that
   *   lacks rows and does not say so would be taken for the whole
   */
  async of(asked: ExportQuery): Promise<ExportedRows> {
    // What comes while it is sent is not in it, nor is the row that tells of it.
    const now = new Date(this.#clock.now()).toISOString();
    const to = asked.to !== undefined && asked.to < now ? asked.to : now;
    const query = { ...asked, to };
    const count = await this.#reader.count({ ...query, limit: this.#most + 1 });
    if (count > this.#most) {
      throw new InputError(
        `There are more than ${this.#most.toLocaleString(
          'en',
        )} rows, which is as many as are exported at once; nothing was exported. Ask for them in parts, by from and to.`,
      );
    }
    return { count, pages: () => this.#pages(query, count) };
  }

  async *#pages(query: ExportQuery, count: number): AsyncIterable<string> {
    let cursor: string | undefined;
    for (let left = count; left > 0; ) {
      const page = await this.#reader.query({
        ...query,
        cursor,
        limit: Math.min(PAGE, left),
      });
      yield page.rows.map(row => `${JSON.stringify(toOcsf(row))}\n`).join('');
      cursor = page.nextCursor;
      left = cursor === undefined ? 0 : left - page.rows.length;
    }
  }
}
