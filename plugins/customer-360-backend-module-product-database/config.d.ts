export interface Config {
  customer360?: {
    /** Connections to other systems, by source id. */
    sources?: {
      [sourceId: string]: {
        /** `product-database` for this module. */
        type?: string;
        /** What people call it; "Product" by default. */
        title?: string;
        /** Product database: the kind of database. */
        client?: 'pg' | 'better-sqlite3' | 'mysql2';
        /**
         * Product database: how it is reached, with a role that has SELECT on
         * the views that are read and nothing else.
         * @deepVisibility secret
         */
        connection?: {
          host?: string;
          port?: number | string;
          user?: string;
          password?: string;
          database?: string;
          ssl?: boolean | { ca?: string; rejectUnauthorized?: boolean };
          /** PostgreSQL only, instead of the keys above. */
          connectionString?: string;
          /** SQLite: the file; opened for reading. */
          filename?: string;
        };
        /** Product database: statements at the same time; 3 by default. */
        poolMax?: number;
        /** Product database: how long a statement may take; 5000 by default. */
        statementTimeoutMs?: number;
        /**
         * Product database: one SELECT statement for each thing that is read.
         * Each returns the column `account_id` and binds `:accountId`
         * (`candidates` binds `:domain`, the look-ups bind `:value`, `customers`
         * binds `:after`). It may
         * bind `:today`, `:before` (30 days ago), `:since` (90 days ago) and
         * `:cap` as well. The README names the columns of each.
         */
        queries?: {
          account: { sql: string };
          entitlements?: { sql: string };
          flags?: { sql: string };
          activity?: { sql: string };
          daily?: { sql: string };
          users?: { sql: string };
          features?: { sql: string };
          featuresWeekly?: { sql: string };
          surveys?: { sql: string };
          /**
           * Read for many accounts at once, again and again: `account_id` and
           * `changed_at` of those that changed at `:changedSince` or later, the
           * longest ago first. Bind `:afterAccount` and `:cap` as well.
           */
          activityChanges?: { sql: string };
          featureChanges?: { sql: string };
          customers?: { sql: string };
          candidates?: { sql: string };
          lookupUser?: { sql: string };
          lookupEmail?: { sql: string };
          lookupAccount?: { sql: string };
        };
        /** Product database: further columns of `account` that people see. */
        fields?: Array<{
          column: string;
          label: string;
          /** Shown as a warning at the head of the page. */
          pinned?: boolean;
        }>;
        /** Product database: links into the product's own administration. */
        links?: {
          /** `https://admin.example.com/accounts/{id}` */
          account?: string;
          user?: string;
          /** Hosts that these links may point to. */
          allowedHosts: string[];
        };
        /** Limits of the connection, in milliseconds and bytes. */
        transport?: { [limit: string]: number | boolean };
      };
    };
  };
}
