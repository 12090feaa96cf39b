import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Alarms } from '../../alarms/Alarms';

/** One that fails may be a moment's trouble. */
const ALARM_AFTER = 5;
/** In rounds of a minute: told again when it goes on for six hours. */
const AGAIN_AFTER = 360;

/** Tells people when the ends of the ledger are no longer exported. */
export class ExportWatch {
  readonly #alarms: Alarms;
  readonly #logger: LoggerService;
  #failures = 0;
  /** Failures at which it is told next. */
  #tellAt = ALARM_AFTER;

  constructor(options: { alarms: Alarms; logger: LoggerService }) {
    this.#alarms = options.alarms;
    this.#logger = options.logger;
  }

  failed(): void {
    this.#failures += 1;
  }

  succeeded(): void {
    if (this.#failures >= ALARM_AFTER) {
      this.#logger.info('The ends of the ledger are exported again');
    }
    this.#failures = 0;
    this.#tellAt = ALARM_AFTER;
  }

  /**
   * Once a round.
   *
   * @throws Error where those who have to know could not be told: they are in
   *   the next round
   */
  async look(): Promise<void> {
    if (this.#failures < this.#tellAt) {
      return;
    }
    await this.#alarms.raise({
      event: 'ledger-alarm',
      severity: 'high',
      title: 'The ends of the ledger of Customer 360 are no longer exported',
      description: `Exporting them has failed ${
        this.#failures
      } times in a row. Rows are written as before, but who removes the latest from the database would not be found out. See that the place of the exported ends can be reached and has room; what is missing is exported within a minute.`,
      scope: 'ledger-export',
      meta: { state: 'not_exported', failures: String(this.#failures) },
    });
    this.#tellAt = this.#failures + AGAIN_AFTER;
  }
}
