import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  BulkPage,
  SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isoOf } from './SyncTime';

/** What a row of a page says, checked. Times are ISO 8601 UTC. */
export type AcceptedRow = {
  readonly facet: string;
  readonly account: string;
  readonly asOf: string;
} & (
  | {
      readonly kind: 'data';
      readonly json: string;
      readonly digest: string;
      /** Whether the source itself says how old it is. */
      readonly dated: boolean;
      readonly missing: readonly string[];
      /** Whether the observed figures of the facet can be had from it all the same. */
      readonly figuresWhole: boolean;
      /** JSON of whose it is. */
      readonly owner?: string;
    }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'changed' }
);

export interface AcceptedPage {
  /** One per facet and account, and one more where both are marked as changed. */
  readonly rows: readonly AcceptedRow[];
  readonly cursor: string;
  readonly last: boolean;
  /** Rows that are not what they should be: the older ones stay. */
  readonly dropped: number;
}

const MAX_ROWS = 1_000;
const MAX_DATA_CHARACTERS = 1_000_000;
/** A stamp from further ahead would keep every later one out. */
const MAX_AHEAD_MS = 24 * 60 * 60_000;

const pageSchema = z.object({
  rows: z.array(z.unknown()).max(MAX_ROWS),
  cursor: z.string().max(2_000),
  last: z.boolean(),
});
const account = z.string().min(1).max(255);
const instant = z.iso
  .datetime({ offset: true })
  .transform(text => new Date(text).toISOString());
const rowSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('data'),
    facet: z.string(),
    account,
    asOf: instant.optional(),
    data: z.unknown(),
    missing: z.array(z.string().max(300)).max(20).default([]),
    figuresWhole: z.boolean().optional(),
    owner: z
      .object({
        names: z.array(z.string().max(255)).max(20).optional(),
        domains: z.array(z.string().max(255)).max(100).optional(),
      })
      .optional(),
  }),
  z.object({ kind: z.literal('deleted'), facet: z.string(), account }),
  z.object({
    kind: z.literal('changed'),
    facets: z.array(z.string()).min(1).max(50),
    account,
    changedAt: instant,
  }),
]);

/**
 * Checks a page. A row that is not of its facet's schema is left out, so that
 * one account does not keep all others from being read; undefined where nothing
 * of the page can be used: it is asked for again.
 *
 * @param now - milliseconds since the epoch
 */
export function acceptPage(
  page: BulkPage,
  options: {
    bulk: SourceBulk;
    definitions: ReadonlyMap<string, FacetDefinition>;
    now: number;
  },
): AcceptedPage | undefined {
  const whole = pageSchema.safeParse(page);
  if (!whole.success) {
    return undefined;
  }
  const { rows, cursor, last } = whole.data;
  const accepted = new Map<string, AcceptedRow>();
  let dropped = 0;
  for (const given of rows) {
    const read = readRow(given, options);
    if (!read) {
      dropped += 1;
    }
    for (const row of read ?? []) {
      const key = JSON.stringify([
        row.kind === 'changed',
        row.facet,
        row.account,
      ]);
      const earlier = accepted.get(key);
      if (!earlier || row.kind === 'deleted' || row.asOf >= earlier.asOf) {
        accepted.set(key, row);
      }
    }
  }
  return rows.length > 0 && dropped === rows.length
    ? undefined
    : { rows: [...accepted.values()], cursor, last, dropped };
}

function readRow(
  given: unknown,
  {
    bulk,
    definitions,
    now,
  }: {
    bulk: SourceBulk;
    definitions: ReadonlyMap<string, FacetDefinition>;
    now: number;
  },
): AcceptedRow[] | undefined {
  const parsed = rowSchema.safeParse(given);
  if (!parsed.success) {
    return undefined;
  }
  const row = parsed.data;
  const ours: readonly string[] = bulk.facets;
  const latest = isoOf(now + MAX_AHEAD_MS);
  switch (row.kind) {
    case 'changed':
      return row.changedAt <= latest &&
        row.facets.every(facet => ours.includes(facet))
        ? row.facets.map(facet => ({
            kind: 'changed',
            facet,
            account: row.account,
            asOf: row.changedAt,
          }))
        : undefined;
    case 'deleted':
      return ours.includes(row.facet)
        ? [{ ...row, asOf: isoOf(now) }]
        : undefined;
    default: {
      const definition = ours.includes(row.facet)
        ? definitions.get(row.facet)
        : undefined;
      const asOf = row.asOf ?? isoOf(now);
      const json =
        definition && asOf <= latest ? jsonOf(row.data, definition) : undefined;
      const owner = row.owner && JSON.stringify(row.owner);
      return json === undefined
        ? undefined
        : [
            {
              kind: 'data',
              facet: row.facet,
              account: row.account,
              asOf,
              dated: row.asOf !== undefined,
              json,
              missing: row.missing,
              figuresWhole: row.figuresWhole ?? row.missing.length === 0,
              owner,
              digest: createHash('sha256')
                .update(json)
                .update(row.missing.join('\n'))
                .update(String(row.figuresWhole ?? ''))
                .update(owner ?? '')
                .digest('base64'),
            },
          ];
    }
  }
}

/** In the order of the schema, so that equal data are equal texts. */
function jsonOf(
  data: unknown,
  definition: FacetDefinition,
): string | undefined {
  try {
    const parsed = definition.schema.safeParse(data);
    const json = parsed.success ? JSON.stringify(parsed.data) : undefined;
    return json !== undefined && json.length <= MAX_DATA_CHARACTERS
      ? json
      : undefined;
  } catch {
    // Nested deeper than the stack is high.
    return undefined;
  }
}
