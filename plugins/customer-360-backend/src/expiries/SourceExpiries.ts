import type { SourceExpiry } from '@customer-360/backstage-plugin-customer-360-common';
import type { Clock } from '../clock/SharedClock';
import type { SourceSessions } from '../sources/SourceSessions';
import { expiriesOf } from './expiriesOf';

/**
 * What a source needs that ends: its key by config, the certificates of its
 * servers as this instance has seen them.
 */
export class SourceExpiries {
  readonly #credentials: ReadonlyMap<string, Date>;
  readonly #sessions: Pick<SourceSessions, 'statusOf'>;
  readonly #clock: Clock;

  constructor(options: {
    /** By source. */
    credentials: ReadonlyMap<string, Date>;
    sessions: Pick<SourceSessions, 'statusOf'>;
    clock: Clock;
  }) {
    this.#credentials = options.credentials;
    this.#sessions = options.sessions;
    this.#clock = options.clock;
  }

  of(sourceId: string): SourceExpiry[] {
    return expiriesOf(
      {
        credential: this.#credentials.get(sourceId),
        certificate: this.#sessions.statusOf(sourceId)?.certificateUntil,
      },
      this.#clock.now(),
    );
  }
}
