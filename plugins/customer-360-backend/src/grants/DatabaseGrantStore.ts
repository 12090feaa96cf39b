import type {
  Grant,
  GrantScope,
  GrantState,
  GrantTier,
  LiveGrant,
  SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { GrantPosition, GrantStep, GrantStore } from './GrantStore';

const TABLE = 'c360_grants';

interface GrantRow {
  id: string;
  person: string;
  scope_kind: 'customer' | 'segment';
  scope: string;
  tier: GrantTier;
  /** JSON. */
  labels: string;
  /** JSON; null for all. */
  sections: string | null;
  reason: string;
  state: Exclude<GrantState, 'expired'>;
  break_glass: boolean | number;
  requested_at: string;
  expires_at: string;
  decided_by: string | null;
  decided_at: string | null;
  note: string | null;
  told_at: string | null;
}

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
    return rows.map(row => ({
      id: row.id,
      person: row.person,
      scope: scopeOf(row),
      tier: row.tier,
      labels: JSON.parse(row.labels),
      ...sectionsOf(row),
      expiresAt: row.expires_at,
      breakGlass: Boolean(row.break_glass),
    }));
  }

  async untold(limit: number): Promise<Grant[]> {
    const rows: GrantRow[] = await this.#rows()
      .where({ break_glass: true })
      .whereNull('told_at')
      .orderBy('requested_at')
      .limit(limit);
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

function toRow(grant: Grant): GrantRow {
  const { scope } = grant;
  return {
    id: grant.id,
    person: grant.person,
    scope_kind: scope.kind,
    scope: scope.kind === 'customer' ? scope.ref : scope.segment,
    tier: grant.tier,
    labels: JSON.stringify(grant.labels),
    sections: grant.sections ? JSON.stringify(grant.sections) : null,
    reason: grant.reason,
    state: grant.state === 'expired' ? 'live' : grant.state,
    break_glass: grant.breakGlass,
    requested_at: grant.requestedAt,
    expires_at: grant.expiresAt,
    decided_by: grant.decidedBy ?? null,
    decided_at: grant.decidedAt ?? null,
    note: grant.note ?? null,
    told_at: null,
  };
}

function toGrant(row: GrantRow, now: string): Grant {
  const over = row.expires_at <= now;
  return {
    id: row.id,
    person: row.person,
    scope: scopeOf(row),
    tier: row.tier,
    labels: JSON.parse(row.labels),
    ...sectionsOf(row),
    reason: row.reason,
    state:
      over && (row.state === 'live' || row.state === 'requested')
        ? 'expired'
        : row.state,
    breakGlass: Boolean(row.break_glass),
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.note !== null && { note: row.note }),
  };
}

function scopeOf({ scope, scope_kind }: GrantRow): GrantScope {
  return scope_kind === 'customer'
    ? { kind: 'customer', ref: scope }
    : { kind: 'segment', segment: scope };
}

function sectionsOf({ sections }: GrantRow): { sections?: SectionId[] } {
  return sections === null ? {} : { sections: JSON.parse(sections) };
}
