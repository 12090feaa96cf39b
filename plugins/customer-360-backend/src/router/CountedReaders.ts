import type { Reader } from '../access/Reader';
import type { LedgerKind } from '../ledger/LedgerStore';
import type { CountedRequest, ReadLimit } from '../limits/ReadLimit';
import type { ReaderResolver } from './ReaderResolver';

/** Finds out who asks for data of customers, and counts it. */
export class CountedReaders {
  readonly #readers: ReaderResolver;
  readonly #limit: ReadLimit;

  constructor(options: { readers: ReaderResolver; limit: ReadLimit }) {
    this.#readers = options.readers;
    this.#limit = options.limit;
  }

  /**
   * @throws AuthenticationError when nobody is signed in
   * @throws NotAllowedError when it is no person who asks
   * @throws TooManyReadsError when they have asked too often
   */
  async read(request: CountedRequest, kind: LedgerKind): Promise<Reader> {
    const reader = await this.#readers.read(request);
    await this.#limit.take(reader, kind, request);
    return reader;
  }
}
