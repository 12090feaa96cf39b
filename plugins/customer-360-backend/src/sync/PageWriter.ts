import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { AcceptedPage, AcceptedRow } from './acceptPage';
import type { Bumps, Standing, Told } from './Bumps';
import { rowEffect, type RowEffect } from './rowEffect';
import { SyncRows, type SyncRow, type SyncRowMarks } from './SyncRows';
import { isLive, MARKS_ROUND, type SyncState } from './SyncState';
import { isoOf } from './SyncTime';

interface Judged {
  readonly row: AcceptedRow;
  readonly round: number;
  readonly known?: SyncRowMarks;
  readonly effect: RowEffect;
}

const NO_STANDING: Standing = {
  customer_ref: null,
  generation: null,
  is_current: false,
  unheard: false,
};

/**
 * What a page does: its rows, and that what its accounts' customers have cached
 * is worthless, in one transaction with the cursor. A page that comes again does
 * nothing.
 */
export class PageWriter {
  readonly #definitions: ReadonlyMap<string, FacetDefinition>;
  readonly #bumps: Bumps;

  constructor(options: {
    definitions: ReadonlyMap<string, FacetDefinition>;
    bumps: Bumps;
  }) {
    this.#definitions = options.definitions;
    this.#bumps = options.bumps;
  }

  /**
   * @param at - when the page was read and when it is now, in milliseconds
   * @returns by how many rows that are shown there are more now
   */
  async write(
    tx: Knex,
    state: SyncState,
    page: AcceptedPage,
    at: { readonly read: number; readonly now: number },
  ): Promise<number> {
    const rows = new SyncRows(tx);
    const judged = await this.#judge(rows, state, page);
    const live = isLive(state);
    // Rows that are not shown yet change nothing for anybody.
    const shown = judged.filter(
      ({ row, effect }) =>
        effect !== 'none' && (live || row.kind === 'changed'),
    );
    const standings = await this.#bumps.of(
      tx,
      shown.map(each => toldOf(each, at.read)),
      at.now,
    );
    const standingOf = new Map(shown.map((each, i) => [each, standings[i]]));
    await rows.write(
      judged
        .filter(({ effect }) => effect === 'write' || effect === 'renew')
        .map(each =>
          this.#rowOf(each, state, at, standingOf.get(each) ?? NO_STANDING),
        ),
    );
    const gone = judged.filter(({ effect }) => effect === 'delete');
    await rows.delete(
      state,
      gone.map(({ row }) => [row.facet, row.account] as const),
    );
    const added = judged.filter(
      ({ row, known, effect }) =>
        row.kind === 'data' && effect === 'write' && !known,
    );
    return live ? added.length - gone.length : 0;
  }

  async #judge(
    rows: SyncRows,
    state: SyncState,
    page: AcceptedPage,
  ): Promise<Judged[]> {
    const known = new Map(
      (
        await rows.known(
          state,
          [MARKS_ROUND, state.round],
          [...new Set(page.rows.map(({ account }) => account))],
        )
      )
        // What another credential saw says nothing.
        .filter(({ scope }) => scope === state.scope)
        .map(row => [keyOf(row.round, row.facet, row.account_id), row]),
    );
    return page.rows.map(row => {
      const round = row.kind === 'changed' ? MARKS_ROUND : state.round;
      const earlier = known.get(keyOf(round, row.facet, row.account));
      return { row, round, known: earlier, effect: rowEffect(row, earlier) };
    });
  }

  #rowOf(
    { row, round }: Judged,
    { source, bulk, scope }: SyncState,
    at: { readonly read: number },
    standing: Standing,
  ): SyncRow {
    const usableMs = this.#definitions.get(row.facet)?.times.usableMs ?? 0;
    return {
      source,
      bulk,
      round,
      facet: row.facet,
      account_id: row.account,
      scope,
      as_of: row.asOf,
      dated: row.kind !== 'data' || row.dated,
      missing:
        row.kind === 'data' && row.missing.length > 0
          ? JSON.stringify(row.missing)
          : null,
      figures_whole: row.kind === 'data' && row.figuresWhole,
      owner: row.kind === 'data' ? row.owner ?? null : null,
      fetched_at: isoOf(at.read),
      data: row.kind === 'data' ? row.json : null,
      digest: row.kind === 'data' ? row.digest : null,
      expires_at: isoOf(at.read + usableMs),
      ...standing,
    };
  }
}

function toldOf({ row, known, effect }: Judged, readAt: number): Told {
  return {
    facet: row.facet,
    account: row.account,
    asOf: row.asOf,
    dated: row.kind !== 'data' || row.dated,
    news: effect !== 'renew',
    readAt,
    known,
  };
}

function keyOf(round: number, facet: string, account: string): string {
  return JSON.stringify([round, facet, account]);
}
