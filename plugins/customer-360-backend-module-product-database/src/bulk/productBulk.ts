import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  SourceError,
  type BulkPage,
  type BulkRow,
  type FacetReaders,
  type SourceBulk,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { activityFigures } from '../facets/activityReader';
import type { QueryMapping } from '../mapping/QueryMapping';
import type { RowOf } from '../queries/QueryDefinition';
import { queryDefinitions } from '../queries/queryDefinitions';
import type { RawRow } from '../queries/readRows';
import {
  decodePosition,
  encodePosition,
  type ChangesPosition,
} from './ChangesCursor';

type ChangesQuery = 'activityChanges' | 'featureChanges';
type ChangedRow = RowOf<(typeof queryDefinitions)['activityChanges']>;

/** A transaction that began earlier may be committed later. */
const OVERLAP_MS = 2 * 60_000;
/** What is cached from before is not older than its own times allow. */
const FIRST_LOOK_MS = 15 * 60_000;
/** What is observed of the facet: with all of these, it can be had from a row. */
const OBSERVED = [
  'weekly_active',
  'monthly_active',
  'last_event_at',
  'activated_at',
] as const;

const MISSING = 'Read of many customers at once: without users and single days';

/** What was changed since the last time, by the queries that config has for it. */
export function productBulk(options: {
  sourceId: string;
  mapping: QueryMapping;
  facets: FacetReaders;
  logger: LoggerService;
}): SourceBulk[] {
  const { mapping, facets } = options;
  // Where a page shows users or days too, the figures alone are not the facet.
  const isWhole = !mapping.has('daily') && !mapping.has('users');
  return [
    ...(mapping.has('activityChanges')
      ? [
          changesBulk('activity', 'activityChanges', options, {
            // Figures are wanted of those too who have not been seen for long.
            from: () => new Date(0),
            toRow: (row, raw, now) =>
              isWhole || OBSERVED.every(column => column in raw)
                ? activityRow(row, raw, { isWhole, now })
                : changedRow('activity', row),
          }),
        ]
      : []),
    ...(mapping.has('featureChanges') && facets.features
      ? [
          changesBulk('features', 'featureChanges', options, {
            from: firstLook,
            toRow: row => changedRow('features', row),
          }),
        ]
      : []),
  ];
}

function firstLook(now: Date): Date {
  return new Date(now.getTime() - FIRST_LOOK_MS);
}

function isToBeTold(row: BulkRow, { told }: ChangesPosition): boolean {
  return row.kind !== 'changed' || told === undefined || row.changedAt >= told;
}

function changesBulk(
  id: 'activity' | 'features',
  query: ChangesQuery,
  {
    sourceId,
    mapping,
    logger,
  }: { sourceId: string; mapping: QueryMapping; logger: LoggerService },
  rules: {
    from: (now: Date) => Date;
    toRow: (row: ChangedRow, raw: RawRow, now: Date) => BulkRow;
  },
): SourceBulk {
  return {
    id,
    mode: 'changes',
    facets: [id],
    every: { minutes: 5 },
    async page(cursor, context): Promise<BulkPage> {
      const position: ChangesPosition =
        cursor === undefined
          ? {
              since: rules.from(context.now()).toISOString(),
              after: '',
              told: firstLook(context.now()).toISOString(),
            }
          : decodePosition(cursor);
      const { rows, raw, full } = await readChanges(
        mapping,
        query,
        position,
        context,
      );
      const next = furthest(rows, position);
      if (full && !isAhead(next, position)) {
        logger.error(
          `customer360.sources.${sourceId}.queries.${query}.sql gives the same accounts again; it must order by changed_at and account_id and give what comes after :changedSince and :afterAccount`,
        );
        throw new SourceError('schema');
      }
      return {
        rows: rows
          .map((row, i) => rules.toRow(row, raw[i], context.now()))
          .filter(row => isToBeTold(row, position)),
        cursor: encodePosition(
          full
            ? { ...next, told: position.told }
            : nextRound(next, rows.length, context.now()),
        ),
        last: !full,
      };
    },
  };
}

async function readChanges(
  mapping: QueryMapping,
  query: ChangesQuery,
  { since, after }: ChangesPosition,
  context: SourceContext,
): Promise<{ rows: ChangedRow[]; raw: readonly RawRow[]; full: boolean }> {
  const { rows, raw } = await mapping.run(query, since, context, {
    afterAccount: after,
  });
  // A statement with `limit :cap` never shows whether there is more.
  return { rows, raw, full: rows.length >= queryDefinitions[query].cap };
}

/** The last row's place; the statement orders them. */
function furthest(
  rows: readonly ChangedRow[],
  position: ChangesPosition,
): ChangesPosition {
  const last = rows.at(-1);
  return last ? { since: last.changed_at, after: last.account_id } : position;
}

function isAhead(next: ChangesPosition, position: ChangesPosition): boolean {
  return (
    next.since > position.since ||
    (next.since === position.since && next.after !== position.after)
  );
}

/**
 * The next round begins a little before this one ended. A stamp that is ahead of
 * its time must not hide what is changed until then.
 */
function nextRound(
  position: ChangesPosition,
  rows: number,
  now: Date,
): ChangesPosition {
  const reached = Math.min(Date.parse(position.since), now.getTime());
  return rows === 0 && position.after === ''
    ? { since: position.since, after: '' }
    : { since: new Date(reached - OVERLAP_MS).toISOString(), after: '' };
}

function activityRow(
  row: ChangedRow,
  raw: RawRow,
  { isWhole, now }: { isWhole: boolean; now: Date },
): BulkRow {
  return {
    kind: 'data',
    facet: 'activity',
    account: row.account_id,
    asOf: row.as_of ?? row.changed_at,
    data: {
      ...activityFigures(row, raw, now),
      daily: [],
      users: [],
      totalUsers: row.total_users,
    },
    ...(!isWhole && { missing: [MISSING], figuresWhole: true }),
  };
}

function changedRow(
  facet: 'activity' | 'features',
  row: Pick<ChangedRow, 'account_id' | 'changed_at'>,
): BulkRow {
  return {
    kind: 'changed',
    facets: [facet],
    account: row.account_id,
    changedAt: row.changed_at,
  };
}
