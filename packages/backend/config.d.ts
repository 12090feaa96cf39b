export interface Config {
  auth?: {
    /**
     * How the provider `oidc` finds people where it has no `signIn` of its own:
     * by a claim of the id token that stands on the User as an annotation.
     */
    oidcSubject?: {
      /** `oid` for Microsoft Entra ID. */
      claim: string;
      /** `graph.microsoft.com/user-id` for users from Microsoft Graph. */
      annotation: string;
    };
  };
}
