import type { SourceContext } from '@customer-360/backstage-plugin-customer-360-node';

/** How node-zendesk wants to be told who calls. @internal */
export type ZendeskIdentity =
  | { readonly useOAuth: true; readonly token: string }
  | { readonly username: string; readonly token: string };

/** Who calls Zendesk. @internal */
export interface ZendeskCredentials {
  /** @throws SourceError */
  get(context: SourceContext): Promise<ZendeskIdentity>;

  /**
   * Says that Zendesk refused an identity.
   *
   * @returns true where another one can be had
   */
  refused(identity: ZendeskIdentity): boolean;
}
