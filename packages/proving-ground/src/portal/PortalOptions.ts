import { z } from 'zod';

/** What a portal of the proving ground is told, as JSON in its environment. */
export const portalOptionsSchema = z.strictObject({
  port: z.number().int(),
  /** Connection string of a PostgreSQL server; a file-less SQLite without one. */
  postgresUrl: z.string().optional(),
  /** Pool size per plugin. */
  poolMax: z.number().int().optional(),
  valkeyUrl: z.string().optional(),
  vendorUrl: z.string(),
  /** By id of a source that reaches its vendor another way. */
  vendorUrls: z.record(z.string(), z.string()).default({}),
  /** How many sources, `s0` … */
  sources: z.number().int().min(1).max(40),
  /** Facets per source; one each without it. */
  facetsPerSource: z.number().int().min(1).max(10).default(1),
  /** `c0` … and their accounts `a0` … */
  customers: z.number().int().default(200),
  /** Further ones, of whom every source knows the account. */
  namedCustomers: z
    .array(z.strictObject({ name: z.string(), account: z.string() }))
    .default([]),
  /**
   * `p0` …: even ones see everything, odd ones the summary; beside them
   * `specialist`, who reads all and is shown nearly all, and `outsider`, from
   * whom all customers are hidden.
   */
  people: z.number().int().default(20),
  /** Customers have them in turn. */
  segments: z.array(z.string()).min(1).default(['enterprise']),
  /** With search and notifications, as a whole portal has them. */
  whole: z.boolean().default(false),
  /** Base URLs by plugin id, for who asks from inside: a way that can break. */
  reachedAt: z.record(z.string(), z.string()).default({}),
  /** False for all but the first of several instances. */
  ingest: z.boolean().default(true),
  /** Milliseconds that a person's decisions are kept. */
  decisionsKeptMs: z.number().optional(),
  /** Config under `customer360`, beside the roles. */
  customer360: z.record(z.string(), z.unknown()).default({}),
  /** Tickets are made of the vendor's items, page after page, as a list that goes on. */
  readItems: z.boolean().default(false),
  /** The sources tell of changes; each signs with it and its own id. */
  webhookSecret: z.string().optional(),
  /** By id of a source that lists its records as well. */
  bulks: z.record(z.string(), z.enum(['changes', 'snapshot'])).default({}),
  /** Tasks that begin at once and every second, by how their ids begin. */
  hurried: z.array(z.string()).default([]),
  /**
   * The plugin and nothing beside it: it takes changes and reads in bulk, and
   * nobody can sign in. It starts in a third of the time.
   */
  alone: z.boolean().default(false),
  /** How far this process's clock is from the right time. */
  clockOffsetMs: z.number().int().default(0),
  /**
   * How many companies `s0` lists, for an ingestion, and `s1` tells of in bulk;
   * needs `postgresUrl`.
   */
  listing: z.number().int().optional(),
  /** Routes that disturb this process. */
  disturb: z.boolean().default(false),
  /** Limits of the sources' transport. */
  transport: z.record(z.string(), z.number()).default({}),
});

export type PortalOptions = z.infer<typeof portalOptionsSchema>;
