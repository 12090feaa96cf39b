import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Clock } from '../../clock/SharedClock';
import { LEDGER_TABLE } from '../chain/DatabaseLedgerTable';
import type { LedgerRow } from '../chain/LedgerRow';
import type { LedgerNotes } from '../LedgerNotes';

const TABLE = 'c360_policy_versions';
const AGAIN_MS = 30_000;
/** So long an instance that came first has to put it on record. */
const RECORDING_MS = 60_000;

interface VersionRow {
  place: number;
  version: string;
  since: string;
  recorded: boolean | number;
}

/**
 * Puts a change of the roles in config on record when a service starts with
 * other ones than the last: once, however many instances start with them. One
 * that starts with the old ones again is a change as well.
 */
export class PolicyChanges {
  readonly #knex: Knex;
  readonly #notes: LedgerNotes;
  readonly #auditor: AuditorService;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #version: string;
  #timer?: NodeJS.Timeout;
  #round: Promise<void> = Promise.resolve();

  constructor(options: {
    knex: Knex;
    notes: LedgerNotes;
    auditor: AuditorService;
    clock: Clock;
    logger: LoggerService;
    /** Of the roles that this service started with. */
    version: string;
  }) {
    this.#knex = options.knex;
    this.#notes = options.notes;
    this.#auditor = options.auditor;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#version = options.version;
  }

  /** Tried until it is on record: nobody waits for it. */
  start(): void {
    const round = () => {
      this.#round = this.check()
        .then(done => done || this.#later(round))
        .catch(error => {
          this.#logger.error('A change of roles could not be put on record', {
            cause: toError(error).name,
          });
          this.#later(round);
        })
        .then(() => undefined);
    };
    round();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#round;
    clearTimeout(this.#timer);
  }

  /** @returns false where another instance is about to put it on record */
  async check(): Promise<boolean> {
    const last = await this.#last();
    if (!last) {
      return this.#begin();
    }
    if (last.version !== this.#version) {
      const place = last.place + 1;
      return (await this.#claim(place))
        ? this.#record(place, last.version)
        : this.check();
    }
    if (last.recorded) {
      return true;
    }
    const now = this.#clock.now();
    if (Date.parse(last.since) > now - RECORDING_MS) {
      return false;
    }
    // Whoever was about to is gone; one of those who come after does it.
    const taken = await this.#knex<VersionRow>(TABLE)
      .where({ place: last.place, since: last.since })
      .update({ since: new Date(now).toISOString() });
    return (
      taken > 0 && this.#record(last.place, await this.#before(last.place))
    );
  }

  /** The first time there is nothing that could have changed, but for rows. */
  async #begin(): Promise<boolean> {
    const row = await this.#knex<LedgerRow>(LEDGER_TABLE)
      .orderBy('recorded_at', 'desc')
      .first('policy_version');
    const version = row?.policy_version ?? this.#version;
    await this.#knex<VersionRow>(TABLE)
      .insert({ place: 1, version, since: this.#at(), recorded: true })
      .onConflict('place')
      .ignore();
    return this.check();
  }

  async #claim(place: number): Promise<boolean> {
    const claimed = await this.#knex<VersionRow>(TABLE)
      .insert({
        place,
        version: this.#version,
        since: this.#at(),
        recorded: false,
      })
      .onConflict('place')
      .ignore()
      .returning('place');
    return claimed.length > 0;
  }

  async #record(place: number, from: string): Promise<boolean> {
    const detail = { from, to: this.#version };
    await this.#notes.append({ kind: 'roles_changed', detail });
    await this.#tell(detail);
    await this.#knex<VersionRow>(TABLE).where({ place }).update({
      recorded: true,
    });
    return true;
  }

  /** The ledger has it by now: a broken sink of audit events undoes nothing. */
  async #tell(meta: { from: string; to: string }): Promise<void> {
    try {
      const told = await this.#auditor.createEvent({
        eventId: 'roles-change',
        severityLevel: 'medium',
        meta,
      });
      await told.success();
    } catch (error) {
      this.#logger.warn('An audit event could not be written', {
        cause: toError(error).name,
      });
    }
  }

  async #last(): Promise<VersionRow | undefined> {
    return this.#knex<VersionRow>(TABLE).orderBy('place', 'desc').first();
  }

  async #before(place: number): Promise<string> {
    const row = await this.#knex<VersionRow>(TABLE)
      .where({ place: place - 1 })
      .first('version');
    return row?.version ?? '';
  }

  #later(round: () => void): void {
    this.#timer = setTimeout(round, AGAIN_MS);
    this.#timer.unref();
  }

  #at(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
