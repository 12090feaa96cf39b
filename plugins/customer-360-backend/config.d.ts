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
       * Upper bound of the readings kept in memory, in bytes per instance.
       * Default: 134217728 (128 MB).
       */
      maxBytes?: number;
    };

    /**
     * Times of single facets, by facet id, where the facet's own do not fit.
     */
    facets?: {
      [facetId: string]: {
        /** How long a reading counts as fresh. */
        fresh?: HumanDuration | string;
        /** How long after it was read a reading still beats nothing. */
        usable?: HumanDuration | string;
      };
    };

    /**
     * Labels of the company's own, on top of `contract`, `sales`, `notes`,
     * `revenue` and `compensation`.
     */
    labels?: string[];

    access?: {
      /**
       * Under a policy that allows everybody everything, labels and the ledger
       * stay shut. True opens them all the same. Default: false.
       */
      allowAllPolicy?: boolean;
    };
  };
}
