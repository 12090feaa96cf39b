import { z } from 'zod';

const port = z.number().int().min(1).max(65535);

/** How the product database is reached. */
export const databaseShape = {
  client: z.enum(['pg', 'better-sqlite3', 'mysql2']),
  connection: z.strictObject({
    /** PostgreSQL and MySQL. */
    host: z.string().min(1).optional(),
    port: z
      .union([port, z.string().regex(/^\d+$/).transform(Number)])
      .optional(),
    user: z.string().min(1).optional(),
    password: z.string().optional(),
    database: z.string().min(1).optional(),
    ssl: z
      .union([
        z.boolean(),
        z.strictObject({
          ca: z.string().optional(),
          rejectUnauthorized: z.boolean().optional(),
        }),
      ])
      .optional(),
    /** PostgreSQL only, instead of the keys above. */
    connectionString: z.string().min(1).optional(),
    /** SQLite. */
    filename: z.string().min(1).optional(),
  }),
  poolMax: z.number().int().min(1).max(20).default(3),
  statementTimeoutMs: z.number().int().min(100).max(60_000).default(5_000),
};

export type DatabaseOptions = z.output<
  z.ZodObject<Pick<typeof databaseShape, keyof typeof databaseShape>>
>;
