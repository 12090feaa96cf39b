import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Alarm, Alarms } from '../../alarms/Alarms';
import type { Watch } from '../../watches/Watch';
import type { LedgerKeys } from '../chain/LedgerKeys';
import type { LedgerNotes } from '../LedgerNotes';
import { HeadsUnavailableError } from './HeadsUnavailableError';
import type {
  LedgerFinding,
  LedgerProblem,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { LedgerVerifier } from './LedgerVerifier';

/** What there is to tell; nothing where all is well. */
type Told =
  | { readonly what: 'nothing' }
  | { readonly what: 'findings'; readonly findings: readonly LedgerFinding[] }
  | { readonly what: 'not_verified'; readonly why: string };

const EVENT = 'ledger-alarm';
const NAMED = 5;
/** Of these no row is wrong: what is missing is the proof. */
const NOT_EXPORTED: ReadonlySet<LedgerProblem> = new Set([
  'no_heads',
  'heads_stale',
]);
/** A ledger that takes longer to read is not read to its end. */
const LIMIT_MS = 5 * 3_600_000;

/**
 * Verifies the ledger by itself, and tells of what is wrong: once, and again
 * when something else is. What has been told is remembered in the ledger, under
 * a hash that only the key of the ledger makes: nobody can make us believe that
 * it was told.
 */
export class VerifyWatch implements Watch {
  readonly id = 'customer-360-verify-ledger';
  readonly schedule: Watch['schedule'];
  readonly #verifier: LedgerVerifier;
  readonly #notes: LedgerNotes;
  readonly #keys: LedgerKeys;
  readonly #alarms: Alarms;
  readonly #logger: LoggerService;
  readonly #limitMs: number;
  /** What was told and could not be put on record. */
  #unrecorded?: string;

  constructor(options: {
    verifier: LedgerVerifier;
    notes: LedgerNotes;
    keys: LedgerKeys;
    alarms: Alarms;
    logger: LoggerService;
    frequency: Watch['schedule']['frequency'];
    limitMs?: number;
  }) {
    this.schedule = {
      frequency: options.frequency,
      timeout: { hours: 6 },
      // Not while the portal has its hands full with starting.
      initialDelay: { minutes: 5 },
    };
    this.#verifier = options.verifier;
    this.#notes = options.notes;
    this.#keys = options.keys;
    this.#alarms = options.alarms;
    this.#logger = options.logger;
    this.#limitMs = options.limitMs ?? LIMIT_MS;
  }

  /** One round. Rejects where those who have to know could not be told. */
  async run(signal?: AbortSignal): Promise<void> {
    const told = await this.#look(signal);
    if (told === undefined) {
      return;
    }
    const digest = this.#digestOf(told);
    if (digest === (await this.#lastDigest())) {
      if (this.#unrecorded !== undefined) {
        await this.#remember(digest, told);
      }
      if (told.what !== 'nothing') {
        this.#logger.warn(
          'The ledger is as wrong as it was when that was told',
          metaOf(told),
        );
      }
      return;
    }
    if (told.what === 'nothing') {
      this.#logger.info('The ledger is whole again');
    } else {
      await this.#alarms.raise(alarmOf(told));
    }
    await this.#remember(digest, told);
  }

  /** Undefined where the service ended meanwhile. */
  async #look(signal: AbortSignal | undefined): Promise<Told | undefined> {
    const late = AbortSignal.timeout(this.#limitMs);
    try {
      const { findings } = await this.#verifier.verify({
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      return findings.length === 0
        ? { what: 'nothing' }
        : { what: 'findings', findings };
    } catch (error) {
      if (signal?.aborted) {
        return undefined;
      }
      this.#logger.error('The ledger could not be verified', {
        cause: toError(error).name,
      });
      return { what: 'not_verified', why: reasonOf(error, late) };
    }
  }

  /** That all is well is what is believed until something else was told. */
  #digestOf(told: Told): string {
    switch (told.what) {
      case 'nothing':
        return '';
      case 'findings':
        return this.#sign(
          told.findings.map(it => `${it.chain}/${it.seq}/${it.problem}`).sort(),
        );
      default:
        return this.#sign([told.what, told.why]);
    }
  }

  #sign(text: readonly string[]): string {
    return this.#keys.sign(
      this.#keys.current,
      'ledger-alarm',
      JSON.stringify(text),
    )!;
  }

  async #lastDigest(): Promise<string> {
    if (this.#unrecorded !== undefined) {
      return this.#unrecorded;
    }
    try {
      return (await this.#notes.latest('ledger_alarm'))?.detail.told ?? '';
    } catch {
      return '';
    }
  }

  async #remember(digest: string, told: Told): Promise<void> {
    try {
      await this.#notes.append({
        kind: 'ledger_alarm',
        detail: { told: digest, ...metaOf(told) },
      });
      this.#unrecorded = undefined;
    } catch (error) {
      this.#unrecorded = digest;
      this.#logger.error('An alarm could not be put on record', {
        cause: toError(error).name,
      });
    }
  }
}

function reasonOf(error: unknown, late: AbortSignal): string {
  if (error instanceof HeadsUnavailableError) {
    return 'the exported ends cannot be read';
  }
  return late.aborted ? 'it takes too long' : 'the database does not answer';
}

function metaOf(told: Told): Record<string, string> {
  switch (told.what) {
    case 'nothing':
      return { state: 'whole' };
    case 'findings': {
      const [{ chain, problem, seq }] = told.findings;
      return {
        state: 'wrong',
        findings: String(told.findings.length),
        first: `${chain}/${seq}/${problem}`,
      };
    }
    default:
      return { state: 'not_verified', why: told.why };
  }
}

function alarmOf(told: Exclude<Told, { what: 'nothing' }>): Alarm {
  if (told.what === 'not_verified') {
    return {
      event: EVENT,
      severity: 'high',
      title: 'The ledger of Customer 360 could not be verified',
      description: `Nobody knows whether it is whole: ${told.why}. Rows are written as before. See that it can be verified at GET /api/customer-360/v1/ledger/verify.`,
      scope: 'ledger-not-verified',
      meta: metaOf(told),
    };
  }
  const named = told.findings
    .slice(0, NAMED)
    .map(({ chain, problem, seq }) => `row ${seq} of ${chain}: ${problem}`);
  const more = told.findings.length > NAMED ? ' …' : '';
  if (told.findings.every(({ problem }) => NOT_EXPORTED.has(problem))) {
    return {
      event: EVENT,
      severity: 'high',
      title: 'The ledger of Customer 360 is not exported to its end',
      description: `What is there is as it was written, but rows at the end could be removed unseen: ${named.join(
        '; ',
      )}${more}. Rows are written as before. See that the place of the exported ends can be reached and has room: GET /api/customer-360/v1/ledger/verify says when it is mended.`,
      scope: 'ledger-not-exported',
      meta: metaOf(told),
    };
  }
  return {
    event: EVENT,
    severity: 'critical',
    title: 'The ledger of Customer 360 is not as it was written',
    description: `${told.findings.length} ${
      told.findings.length === 1 ? 'chain is' : 'chains are'
    } not as written: ${named.join(
      '; ',
    )}${more}. Keep database, exported ends and logs as they are, and ask who could write to the database. GET /api/customer-360/v1/ledger/verify names them all.`,
    scope: 'ledger-wrong',
    meta: metaOf(told),
  };
}
