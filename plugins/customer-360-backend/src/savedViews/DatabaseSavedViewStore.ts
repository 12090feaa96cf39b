import type { SavedView } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { SavedViewStore } from './SavedViewStore';

const TABLE = 'c360_saved_views';

interface Row {
  readonly id: string;
  readonly owner_ref: string;
  readonly title: string;
  readonly shared: boolean;
  readonly query: string;
  readonly saved_at: string;
}

/** @see SavedViewStore */
export class DatabaseSavedViewStore implements SavedViewStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async list(owner: string, limit: number): Promise<SavedView[]> {
    const rows = await this.#rows()
      .where({ owner_ref: owner })
      .orWhere({ shared: true })
      // One's own first, should there be more than are given.
      .orderByRaw('case when owner_ref = ? then 0 else 1 end', [owner])
      .orderBy(['title', 'id'])
      .limit(limit);
    return rows.map(toView);
  }

  async get(id: string): Promise<SavedView | undefined> {
    const row = await this.#rows().where({ id }).first();
    return row && toView(row);
  }

  async countOf(owner: string): Promise<number> {
    const row = await this.#rows()
      .where({ owner_ref: owner })
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async add(view: SavedView): Promise<boolean> {
    const added = await this.#rows()
      .insert(toRow(view))
      .onConflict(['owner_ref', 'title'])
      .ignore()
      .returning('id');
    return added.length > 0;
  }

  async replace(view: SavedView): Promise<boolean> {
    const { id, ...row } = toRow(view);
    return this.#knex.transaction(async tx => {
      const taken = await tx<Row>(TABLE)
        .where({ owner_ref: view.owner, title: view.title })
        .whereNot({ id })
        .first();
      if (taken) {
        return false;
      }
      await tx<Row>(TABLE).where({ id }).update(row);
      return true;
    });
  }

  async remove(id: string): Promise<void> {
    await this.#rows().where({ id }).delete();
  }

  #rows() {
    return this.#knex<Row>(TABLE);
  }
}

function toView(row: Row): SavedView {
  return {
    id: row.id,
    owner: row.owner_ref,
    title: row.title,
    shared: Boolean(row.shared),
    query: JSON.parse(row.query),
    savedAt: row.saved_at,
  };
}

function toRow(view: SavedView): Row {
  return {
    id: view.id,
    owner_ref: view.owner,
    title: view.title,
    shared: view.shared,
    query: JSON.stringify(view.query),
    saved_at: view.savedAt,
  };
}
