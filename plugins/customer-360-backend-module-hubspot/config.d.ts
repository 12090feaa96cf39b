export interface Config {
  customer360?: {
    /**
     * Connections to the vendors' systems, by source id.
     */
    sources?: {
      // Entries of other types stand in the same map, each described by its own
      // module: everything here is optional, and what is required of a HubSpot
      // entry is checked when the backend starts.
      [id: string]: {
        /** `hubspot` for the keys described here. */
        type?: string;
        /** What people call this source. */
        title?: string;
        /**
         * Service key of the portal.
         * @visibility secret
         */
        accessToken?: string;
        /** API host; `https://api.hubapi.com` by default. */
        apiBase?: string;
        /** Version in the API's paths; `2026-09` by default. */
        version?: string;
        /** Company property that holds the name of the Customer entity. */
        externalIdProperty?: string;
        /** Deal property that marks deals which only their team may see. */
        privateDealProperty?: string;
        account?: {
          segment?:
            | string
            | { property?: string; values?: { [value: string]: string } };
          industry?: string;
          country?: string;
          timeZone?: string;
          /** Properties whose text is pinned to the top of the page. */
          warnings?: string[];
          fields?: Array<{ property?: string; label?: string }>;
        };
        /** Owner properties and the role that each stands for. */
        team?: Array<{ role?: string; property?: string }>;
        contacts?: {
          roles?: string[];
          primary?: { property?: string; value?: string };
        };
        health?: {
          score?: string;
          scale?: { min?: number; max?: number };
          direction?: 'higher-is-better' | 'lower-is-better';
          updatedAt?: string;
          comment?: string;
          parts?: Array<{
            key?: string;
            label?: string;
            weight?: number;
            property?: string;
          }>;
        };
        /** HubSpot: how companies become customers of the catalog. */
        customers?: {
          /** The property, and what its values mean. */
          lifecycle?: {
            property: string;
            values: {
              [value: string]: 'prospect' | 'onboarding' | 'active' | 'churned';
            };
          };
          /** The property with the ids at another source, by source id. */
          links?: { [sourceId: string]: string };
        };
        nps?: { property?: string; date?: string; comment?: string };
        contracts?: {
          objectType?: string;
          properties?: { [field: string]: string };
          statuses?: { [value: string]: 'draft' | 'active' | 'ended' };
        };
        feedback?: {
          objectType?: string;
          properties?: { [field: string]: string };
          kinds?: { [value: string]: string };
          closed?: string[];
        };
        /** How HubSpot tells of changes; without it, it does not. */
        webhook?: {
          /**
           * Client secret of the app that has the subscriptions; two while one
           * replaces the other.
           * @visibility secret
           */
          secrets?: string[];
          /** The portal whose events are taken, where the app serves several. */
          portalId?: number | string;
        };
        /** Limits of the connection, in milliseconds and bytes. */
        transport?: { [limit: string]: number | boolean };
      };
    };
  };
}
