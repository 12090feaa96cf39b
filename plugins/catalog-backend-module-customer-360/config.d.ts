import type { HumanDuration } from '@backstage/types';

export interface Config {
  customer360?: {
    ingestion?: {
      /**
       * For how long the catalog may process no customer before that is an
       * alarm; 30 minutes where it is left out, 10 at least.
       */
      stalledAfter?: HumanDuration | string;
      /** Refs of users and groups who are told, by the portal's notifications. */
      notify?: string[];
      /**
       * Sources whose customers enter the catalog, in the order in which they
       * speak; none by default.
       */
      sources?: Array<{
        /** Id of a source under `customer360.sources` that can list customers. */
        source: string;
        /** Only those; all where it is left out. */
        filter?: {
          lifecycle?: Array<'prospect' | 'onboarding' | 'active' | 'churned'>;
        };
        /**
         * Writes the ids at the sources into annotations of the entity; false
         * by default.
         */
        annotations?: boolean;
      }>;
      /** Who owns a customer. Needed where there are `sources`. */
      owner?: {
        /** Ref of the group that owns whom nobody else does. */
        fallback: string;
        /** The role in the team whose person owns the customer: `csm`. */
        byRole?: string;
      };
      /** How often the whole listing is read; 12 hours by default, 5 minutes at least. */
      every?: HumanDuration | string;
      /** How often is asked what changed; a minute by default, 10 seconds at least. */
      changesEvery?: HumanDuration | string;
      guards?: {
        /**
         * When more of a source's customers than this would be removed, none
         * is; 20 by default. A source that lists nobody removes nobody, whatever
         * stands here.
         */
        maxRemovedPercent?: number;
      };
    };
  };
}
