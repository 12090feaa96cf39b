import type { HumanDuration } from '@backstage/types';

export interface Config {
  customer360?: {
    /**
     * How long a page waits for its sources before it shows what is there. What
     * is late is shown as an older reading or as unavailable, and finished in
     * the background. Default: 4 seconds.
     */
    deadline?: HumanDuration | string;

    /**
     * How long a read may go on in the background. Not shorter than `deadline`.
     * Default: 20 seconds.
     */
    sourceDeadline?: HumanDuration | string;

    cache?: {
      /**
       * Upper bound of what is kept in memory, compressed, in bytes per
       * instance: half for readings, half for finished pages.
       * Default: 134217728 (128 MB).
       */
      maxBytes?: number;

      /**
       * A Valkey or Redis server that several instances share: what one has
       * read the others need not read. Without it the portal's own cache
       * (`backend.cache`) is shared where it is not in memory.
       */
      valkey?: {
        /**
         * `redis://` or `rediss://` with host, port and password.
         * @visibility secret
         */
        url: string;
      };
    };

    sources?: {
      [sourceId: string]: {
        /**
         * When the key to this source ends: a day (`2027-03-01`) or an instant.
         * Somebody is warned 30 days before. Left out where it does not end.
         */
        credentialsExpireAt?: string;

        /**
         * When what this source gives of many customers at once is read, by the
         * id of the bulk read.
         */
        sync?: {
          [bulkId: string]: {
            /** Default: true. */
            enabled?: boolean;
            /** Between 1 and 60 minutes; the source's own by default. */
            every?: HumanDuration | string;
            /**
             * A snapshot with fewer accounts than this share of the last one is
             * refused. 0 to 1, default: 0.5.
             */
            minimumShare?: number;
          };
        };
      };
    };

    /**
     * Calls to all sources together at the same time, per instance. One
     * source's own limit is smaller. Default: 64.
     */
    maxConcurrentCalls?: number;

    /**
     * The currency by which customers are put in order by money: `EUR`. Amounts
     * are shown in the customer's own all the same. Without it, or without
     * `exchangeRates`, one currency comes after the other.
     */
    reportingCurrency?: string;

    /** What other currencies are worth in it; one without a rate comes last. */
    exchangeRates?: Array<{
      /** ISO 4217: `USD`. */
      currency: string;
      /** What one unit is worth in the reporting currency: `0.92`. */
      rate: number;
      /** Of which day that is, `YYYY-MM-DD` in quotes; people are told. */
      day: string;
    }>;

    /**
     * Requests that are served at the same time, per instance; the rest are
     * told to come back in a second. Default: 500.
     */
    maxConcurrentRequests?: number;

    observations?: {
      /**
       * How long the figures of customers (MRR, health, active users …) are
       * remembered, to tell how they have moved. 100 days or more.
       * Default: 400 days.
       */
      keep?: HumanDuration | string;
      /** The same where the facet needs a label: `{ contract: { days: 200 } }`. */
      keepByLabel?: { [label: string]: HumanDuration | string };
    };

    /** What the people of a customer are told without asking. */
    alerts?: {
      /** Default: true. */
      enabled?: boolean;
      /** Ids of indicators that nobody is told of: `[usage-growth]`. */
      exclude?: string[];
      /**
       * False where people are told that something has changed at a customer,
       * by its opaque name, and nothing of what. Default: true; behind a policy
       * that is not one of roles it is always so.
       */
      details?: boolean;
    };

    limits?: {
      reads?: {
        /**
         * What one person may look at in a minute, per instance: pages, lists,
         * refreshes and lookups, the hidden and the absent counted alike.
         * Default: 300.
         */
        perMinute?: number;
      };
    };

    /** The record of who saw or did what. It cannot be turned off. */
    ledger?: {
      /**
       * Keys that sign the rows, kept outside the database. The first signs, all
       * of them verify: to replace one, put the new one in front. Required in
       * production.
       *
       * @deepVisibility secret
       */
      keys?: Array<{
        /** Stands in each row: letters, digits, dots and dashes. */
        id: string;
        /** At least 32 characters, at random. */
        secret: string;
      }>;
      heads?: {
        /**
         * A file of JSON lines, outside the database, to which each instance
         * adds once a minute where its chain ends. Required in production,
         * unless a module keeps them (`customer360LedgerExtensionPoint`).
         */
        file: string;
      };
      /**
       * Sealed chains that are older are removed, as a whole. In production 365
       * or more. Without it all are kept.
       */
      retentionDays?: number;
      verify?: {
        /**
         * How often the ledger is verified without anybody asking. Default:
         * nightly, at 02:23.
         */
        frequency?: HumanDuration | string | { cron: string };
      };
      alarms?: {
        /**
         * Refs of users and groups who are told, through Backstage's
         * notifications, when the ledger does not verify and when a detector
         * has noticed something. Without it log and auditor alone know.
         */
        notify?: string[];
      };
    };

    /**
     * What is told of to those whom `ledger.alarms.notify` names, once per
     * person and time.
     */
    detectors?: {
      /** Somebody opens many customers in a short time. */
      bulkViewing?: {
        /** More than this are too many. Default: 50. */
        customers?: number;
        /** A minute to a day. Default: 1 hour. */
        within?: HumanDuration | string;
      };
      /** Somebody is refused again and again. */
      repeatedDenials?: {
        /** More than this are too many. Default: 20. */
        attempts?: number;
        /** A minute to a day. Default: 15 minutes. */
        within?: HumanDuration | string;
      };
    };

    /**
     * Vendors' webhooks, at `/api/customer-360/v1/webhooks/<source id>` for each
     * source that has a signing secret of its own.
     */
    webhooks?: {
      /**
       * The URL at which vendors reach this backend, where that is not
       * `backend.baseUrl`: some sign it. What comes after it is as called.
       */
      publicUrl?: string;
      /** Of one delivery, in bytes, at most 8 MB. Default: 1048576 (1 MB). */
      maxBodyBytes?: number;
      /**
       * How long an event is remembered after its effect, so that a second
       * delivery has none. Three days or more. Default: 7 days.
       */
      keepDone?: HumanDuration | string;
      /**
       * How long one that was given up is kept. Three days or more. Default: 30
       * days.
       */
      keepDead?: HumanDuration | string;
    };

    /** Single facets, by facet id, where what they have of their own does not fit. */
    facets?: {
      [facetId: string]: {
        /** How long a reading counts as fresh. */
        fresh?: HumanDuration | string;
        /** How long after it was read a reading still beats nothing. */
        usable?: HumanDuration | string;
        /**
         * A label that one has to hold to see it in full, on top of the tier.
         * Only for a facet that needs none of its own.
         */
        label?: string;
      };
    };

    grants?: {
      /** The longest that an exception may be given for, in days. Default: 90. */
      maxDays?: number;
    };

    /**
     * Labels of the company's own, on top of `contract`, `sales`, `notes`,
     * `revenue` and `compensation`.
     */
    labels?: string[];

    access?: {
      /**
       * Under a policy that allows everybody everything, labels, grants, actions
       * and the ledger stay shut. True opens them all the same. Default: false.
       */
      allowAllPolicy?: boolean;
    };
  };
}
