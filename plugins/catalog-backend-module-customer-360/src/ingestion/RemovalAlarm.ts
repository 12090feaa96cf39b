import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { IngestionNotice } from './IngestionNotice';
import type { ListingState } from './ListedStore';

/** Says that a source would have taken too many customers from the catalog. */
export class RemovalAlarm {
  readonly #notice: IngestionNotice;
  readonly #logger: LoggerService;
  readonly #maxRemovedPercent: number;

  constructor(options: {
    notice: IngestionNotice;
    logger: LoggerService;
    maxRemovedPercent: number;
  }) {
    this.#notice = options.notice;
    this.#logger = options.logger;
    this.#maxRemovedPercent = options.maxRemovedPercent;
  }

  /** In the log each time; people are told once until it is over. Never rejects. */
  async raise(
    state: Pick<ListingState, 'source' | 'refused'>,
    { leaving, listed }: { leaving: number; listed: number },
  ): Promise<void> {
    const what = `The source ${
      state.source
    } lists ${listed} accounts, by which ${leaving} customers would leave the catalog: more than ${
      this.#maxRemovedPercent
    } % of them. None was removed, and changes are still taken in. Look at the account that the source is connected with and at the filter; where they are right, raise customer360.ingestion.guards.maxRemovedPercent for one round.`;
    this.#logger.error(what);
    if (state.refused) {
      return;
    }
    try {
      await this.#notice.refused(state.source, what);
    } catch (error) {
      this.#logger.error('Nobody could be told that no customer was removed', {
        cause: toError(error).name,
      });
    }
  }
}
