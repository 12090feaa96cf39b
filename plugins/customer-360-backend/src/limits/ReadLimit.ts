import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Reader } from '../access/Reader';
import type { LedgerKind } from '../ledger/LedgerStore';

/** Who is counted, and by which request. */
export type CountedReader = Pick<Reader, 'userRef' | 'requestId'>;

/** As the portal's auditor takes one: it finds out by itself who asks. */
export type CountedRequest = NonNullable<
  Parameters<AuditorService['createEvent']>[0]['request']
>;

/** How much one person may ask for. */
export interface ReadLimit {
  /**
   * Counts one read, before anything is looked up: what is hidden and what is
   * not there count like all else.
   *
   * @throws TooManyReadsError when the person has none left
   */
  take(
    reader: CountedReader,
    kind: LedgerKind,
    request?: CountedRequest,
  ): Promise<void>;
}
