import type {
  Grant,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { toGrant, toLiveGrant, toRow, type GrantRow } from './grantRow';
import type { GrantPosition, GrantStep, GrantStore } from './GrantStore';

const TABLE = 'c360_grants';

/** @see GrantStore */
export class DatabaseGrantStore implements GrantStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async add(grant: Grant): Promise<void> {
    await this.#rows().insert(toRow(grant));
  }

  async get(id: string, now: string): Promise<Grant | undefined> {
    const row = await this.#rows().where({ id }).first();
    return row && toGrant(row, now);
  }

  async list(options: {
    person?: string;
    after?: GrantPosition;
    limit: number;
    now: string;
  }): Promise<Grant[]> {
    const { after, limit, now, person } = options;
    const select = this.#rows()
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    if (person !== undefined) {
      select.where({ person });
    }
    if (after) {
      select.whereRaw('(requested_at, id) < (?, ?)', [
        after.requestedAt,
        after.id,
      ]);
    }
    const rows: GrantRow[] = await select;
    return rows.map(row => toGrant(row, now));
  }

  async step({ at, by, from, id, note, to }: GrantStep): Promise<boolean> {
    const changed = await this.#rows()
      .where({ id, state: from })
      .where('expires_at', '>', at)
      .update({
        state: to,
        decided_by: by,
        decided_at: at,
        note: note ?? null,
      });
    return changed > 0;
  }

  async countOpen(person: string, now: string): Promise<number> {
    return this.#count(
      this.#rows()
        .where({ person, state: 'requested' })
        .where('expires_at', '>', now),
    );
  }

  async countLive(now: string): Promise<number> {
    return this.#count(this.#live(now));
  }

  async live(now: string, limit: number): Promise<LiveGrant[]> {
    const rows: GrantRow[] = await this.#live(now)
      .orderBy([{ column: 'expires_at' }, { column: 'id' }])
      .limit(limit);
    return rows.map(toLiveGrant);
  }

  async heldSince(
    person: string,
    after: string,
    limit: number,
  ): Promise<LiveGrant[]> {
    const rows: GrantRow[] = await this.#rows()
      .where({ person })
      .where(grant =>
        grant
          .where(it =>
            it.where({ state: 'live' }).where('expires_at', '>', after),
          )
          .orWhere(it =>
            it.where({ state: 'revoked' }).where('decided_at', '>', after),
          ),
      )
      .orderBy([
        { column: 'break_glass', order: 'desc' },
        { column: 'expires_at' },
        { column: 'id' },
      ])
      .limit(limit);
    return rows.map(toLiveGrant);
  }

  async untold(limit: number, after?: GrantPosition): Promise<Grant[]> {
    const select = this.#rows()
      .where({ break_glass: true })
      .whereNull('told_at')
      .orderBy([{ column: 'requested_at' }, { column: 'id' }])
      .limit(limit);
    if (after) {
      select.whereRaw('(requested_at, id) > (?, ?)', [
        after.requestedAt,
        after.id,
      ]);
    }
    const rows: GrantRow[] = await select;
    return rows.map(row => toGrant(row, row.requested_at));
  }

  async noteTold(id: string, at: string): Promise<void> {
    await this.#rows().where({ id }).whereNull('told_at').update({
      told_at: at,
    });
  }

  #rows() {
    return this.#knex<GrantRow>(TABLE);
  }

  #live(now: string) {
    return this.#rows().where({ state: 'live' }).where('expires_at', '>', now);
  }

  async #count(select: Knex.QueryBuilder): Promise<number> {
    const [{ count }] = await select.count({ count: '*' });
    return Number(count);
  }
}
