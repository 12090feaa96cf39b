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
    };
  };
}
