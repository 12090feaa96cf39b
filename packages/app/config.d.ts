export interface Config {
  app?: {
    /** @deepVisibility frontend */
    signIn?: {
      /** Personas of the demo; the backend refuses them outside development. */
      personas?: Array<{
        /** Name of the catalog user. */
        user: string;
        name: string;
        role: string;
        /** What this persona may see, in a sentence. */
        sees: string;
      }>;
      oidc?: {
        /** What the company calls its identity provider. */
        title?: string;
      };
    };
  };
}
