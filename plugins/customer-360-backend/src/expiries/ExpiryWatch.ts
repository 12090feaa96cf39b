import type { SourceExpiry } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { Alarm, Alarms } from '../alarms/Alarms';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { Watch } from '../watches/Watch';
import { Watermark } from '../watches/Watermark';
import type { SourceExpiries } from './SourceExpiries';

/**
 * Warns of keys and certificates before nothing can be read with them any more:
 * once when it comes near, and once when it is past.
 */
export class ExpiryWatch implements Watch {
  readonly id = 'customer-360-source-expiry';
  readonly schedule: Watch['schedule'] = {
    frequency: { hours: 1 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 2 },
  };
  readonly #sources: SourceRegistry;
  readonly #expiries: Pick<SourceExpiries, 'of'>;
  readonly #alarms: Alarms;
  readonly #knex: Knex;

  constructor(options: {
    sources: SourceRegistry;
    expiries: Pick<SourceExpiries, 'of'>;
    alarms: Alarms;
    knex: Knex;
  }) {
    this.#sources = options.sources;
    this.#expiries = options.expiries;
    this.#alarms = options.alarms;
    this.#knex = options.knex;
  }

  /** Rejects where somebody could not be told: it is told in the next round. */
  async run(): Promise<void> {
    const failed: unknown[] = [];
    for (const source of this.#sources.all()) {
      for (const expiry of this.#expiries.of(source.id)) {
        try {
          await this.#tell(source, expiry);
        } catch (error) {
          // Others are told of all the same.
          failed.push(error);
        }
      }
    }
    if (failed.length > 0) {
      throw failed[0];
    }
  }

  async #tell(source: CustomerSource, expiry: SourceExpiry): Promise<void> {
    if (expiry.state === 'good') {
      return;
    }
    // Another date is told of again: it was renewed meanwhile.
    const told = new Watermark({
      knex: this.#knex,
      name: nameOf(source.id, expiry),
    });
    const until = await told.reached();
    if (until === undefined || until < expiry.at) {
      await this.#alarms.raise(alarmOf(source, expiry));
      await told.reach(expiry.at);
    }
  }
}

function nameOf(sourceId: string, { state, what }: SourceExpiry): string {
  const key = createHash('sha256')
    .update(JSON.stringify([sourceId, what, state]))
    .digest('hex');
  return `expiry-${key.slice(0, 40)}`;
}

function alarmOf(
  { id, title }: CustomerSource,
  { at, state, what }: SourceExpiry,
): Alarm {
  const day = at.slice(0, 10);
  const thing =
    what === 'credential' ? 'the key to it' : 'the certificate of its server';
  return {
    event: 'source-expiry',
    severity: state === 'past' ? 'critical' : 'high',
    title:
      state === 'past'
        ? `${title}: ${thing} ended on ${day}`
        : `${title}: ${thing} ends on ${day}`,
    description:
      what === 'credential'
        ? `After that nothing is read there; pages show what was read before, until it is too old. Renew the key at the source, write the new one into the config of customer360.sources.${id}, and its end into credentialsExpireAt.`
        : 'After that nothing is read there; pages show what was read before, until it is too old. Whoever runs the server, or the proxy in front of it, has to renew the certificate.',
    scope: `customer-360-expiry-${id}-${what}`,
    meta: { source: id, what, at, state },
  };
}
