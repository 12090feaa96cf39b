export interface Config {
  customer360?: {
    /**
     * Connections to the vendors' systems, by source id.
     */
    sources?: {
      // Entries of other types stand in the same map, each described by its own
      // module: everything here is optional, and what is required of a Zendesk
      // entry is checked when the backend starts.
      [id: string]: {
        /** `zendesk` for the keys described here. */
        type?: string;
        /** What people call this source. */
        title?: string;
        /** `acme` of `acme.zendesk.com`. */
        subdomain?: string;
        /** Where the API is, without `/api/v2`, if not on that host. */
        apiBase?: string;
        auth?: {
          clientId?: string;
          /** @visibility secret */
          clientSecret?: string;
          email?: string;
          /** @visibility secret */
          apiToken?: string;
        };
        /** What the four priorities mean. */
        severities?: {
          [priority: string]: 'urgent' | 'high' | 'normal' | 'low';
        };
        /** Any of these makes a ticket an escalation. */
        escalation?: {
          tags?: string[];
          groups?: Array<number | string>;
          priorities?: string[];
        };
        privateGroups?: {
          hidden?: Array<number | string>;
          shown?: Array<number | string>;
        };
        feedback?: {
          tags?: { [tag: string]: string };
          ownOrganizations?: Array<number | string>;
        };
        account?: {
          /** Organization fields whose text is pinned to the top of the page. */
          warnings?: string[];
          fields?: Array<{ field?: string; label?: string }>;
        };
        satisfaction?: {
          system?: 'auto' | 'ratings' | 'surveys';
          scale?: number;
        };
        /** How Zendesk tells of changes; without it, it does not. */
        webhook?: {
          /**
           * Signing secret of the webhook; two while one replaces the other.
           * @visibility secret
           */
          secrets?: string[];
          /** The account whose events are taken; its number. */
          accountId?: number | string;
        };
        /** Limits of the connection, in milliseconds and bytes. */
        transport?: { [limit: string]: number | boolean };
      };
    };
  };
}
