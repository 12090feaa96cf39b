export interface Config {
  customer360?: {
    /** Connections to vendors' systems, by source id. */
    sources?: {
      [sourceId: string]: {
        /** `stripe` for this module. */
        type?: string;
        /** What people call it; "Stripe" by default. */
        title?: string;
        /**
         * Stripe: a restricted key (`rk_…`) with read permissions.
         * @visibility secret
         */
        apiKey?: string;
        /** Base URL of the API; https://api.stripe.com by default. */
        apiBase?: string;
        /** Stripe: where links open; https://dashboard.stripe.com by default. */
        dashboardUrl?: string;
        /**
         * Stripe: metadata key of customers that holds the name of the Customer
         * entity; without it nothing is proposed for linking.
         */
        externalIdMetadata?: string;
        /** Stripe: what lowers MRR. */
        mrr?: {
          /** Durations of discounts that are subtracted; forever and repeating by default. */
          discounts?: Array<'forever' | 'repeating' | 'once'>;
        };
        /** How Stripe tells of changes; without it, it does not. */
        webhook?: {
          /**
           * Signing secret of the endpoint (`whsec_…`); two while one replaces
           * the other.
           * @visibility secret
           */
          secrets?: string[];
          /** Stripe Connect: the account whose events are taken. */
          account?: string;
        };
        /** Limits of the connection, in milliseconds and bytes. */
        transport?: { [limit: string]: number | boolean };
      };
    };
  };
}
