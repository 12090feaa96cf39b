import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FillObserver, FillReport } from './FillObserver';

/** Logs what somebody has to mend; whose customer it was is not said. */
export class FillLog implements FillObserver {
  readonly #logger: LoggerService;

  constructor(options: { logger: LoggerService }) {
    this.#logger = options.logger;
  }

  onFill({ source, facet, outcome, unexpected }: FillReport): void {
    if (unexpected) {
      // Whatever it was may hold vendor text, so only where it was is logged.
      this.#logger.error(
        'A source failed with something else than a SourceError; its module must be mended',
        { source, facet },
      );
    } else if (outcome === 'identity_mismatch') {
      this.#logger.warn(
        'A source answered about another customer than the one asked for',
        { source, facet },
      );
    }
  }
}
