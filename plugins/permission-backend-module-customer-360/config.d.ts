export interface Config {
  customer360?: {
    /** Restricted labels of the company's own, beside the built-in ones. */
    labels?: string[];
    /**
     * Who leads which group: the scope `team` is the customers of the groups
     * one leads. Key: ref of a group; value: refs of users.
     */
    leads?: { [group: string]: string[] };
    /** What each role may see and do. What is not given is nothing. */
    roles?: {
      [name: string]: {
        /** Refs of users and groups. */
        members: string[];
        /** Sections for all scopes of the role; all where it is left out. */
        sections?: string[];
        /**
         * Further permissions, without the prefix `customer360.`:
         * `actions.approve`, `export`, `ledger.read`, `grants.manage`,
         * `break-glass`, `sources.read`, `links.manage`, `usage.read`,
         * `observations.erase`.
         */
        permissions?: string[];
        /** Customers one owns oneself. */
        own?: {
          tier: 'summary' | 'full' | 'read-write' | 'admin';
          labels?: string[];
          sections?: string[];
        };
        /** Customers of the groups one leads. */
        team?: {
          tier: 'summary' | 'full' | 'read-write' | 'admin';
          labels?: string[];
          sections?: string[];
        };
        /** All other customers. */
        others?: {
          tier: 'summary' | 'full' | 'read-write' | 'admin';
          labels?: string[];
          sections?: string[];
        };
      };
    };
  };
}
