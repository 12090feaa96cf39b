import type { Knex } from 'knex';
import type { Request } from './Request';
import { levelOf } from './sessions';
import type { LedgerFaults } from './UnreliableLedgerStore';
import { VERSIONED_FACETS } from './VersionedSources';
import type { Violations } from './Violations';

const TABLE = 'c360_ledger';

/** Checks that who was shown something is in the ledger, and who was not: I5. */
export class LedgerWatch {
  readonly #knex: Knex;
  readonly #faults: LedgerFaults;
  readonly #violations: Violations;

  constructor(options: {
    knex: Knex;
    faults: LedgerFaults;
    violations: Violations;
  }) {
    this.#knex = options.knex;
    this.#faults = options.faults;
    this.#violations = options.violations;
  }

  /** To be called when anything of an answer has come. */
  async onAnswer(request: Request): Promise<void> {
    const { userRef, customer, how, session } = request;
    const rows = await this.#knex(TABLE).where({ person: userRef });
    this.#violations.check(
      'I5',
      rows.length === 1,
      () => `${rows.length} rows tell of ${userRef}, who was shown ${customer}`,
    );
    const [row] = rows;
    const levels = Object.fromEntries(
      // What a page withholds is in its row; read again is what is seen of it.
      VERSIONED_FACETS.map(facet => [facet, levelOf(session, facet)]).filter(
        ([, level]) => how !== 'refresh' || level !== 'none',
      ),
    );
    this.#violations.check(
      'I5',
      row === undefined ||
        (row.request_kind === how &&
          row.customer_ref === `customer:default/${customer}` &&
          row.facets === JSON.stringify(levels)),
      () => `the row of ${userRef} says ${JSON.stringify(row)}`,
    );
  }

  /** Rows beyond those are of people who were told nothing, for a reason. */
  async atTheEnd(requests: readonly Request[]): Promise<void> {
    const rows = await this.#knex(TABLE)
      .select('person')
      .whereNotNull('person');
    const byRef = new Map(requests.map(request => [request.userRef, request]));
    const answered = requests.filter(request => request.answered);
    const told = new Set(rows.map(row => row.person));
    this.#violations.check(
      'I5',
      told.size === rows.length &&
        answered.every(({ userRef }) => told.has(userRef)),
      () => `${rows.length} rows tell of ${answered.length} answers`,
    );
    for (const userRef of told) {
      const request = byRef.get(userRef);
      this.#violations.check(
        'I5',
        request !== undefined &&
          (request.answered ||
            !request.instance.alive ||
            this.#faults.disturbed.has(userRef)),
        () => `a row tells of ${userRef}, who was shown nothing`,
      );
    }
  }
}
