import {
  SourceError,
  type LinkedAccount,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ZendeskApi } from '../api/ZendeskApi';
import { singleOrganizationSchema, type WireOrganization } from '../api/wire';
import type { ZendeskConfig } from '../config/ZendeskConfig';
import type { AgentLinks } from './AgentLinks';

/** What one Zendesk source is made of. @internal */
export interface ZendeskSourceParts {
  readonly sourceId: string;
  readonly config: ZendeskConfig;
  readonly links: AgentLinks;
  api(context: SourceContext): ZendeskApi;
}

/**
 * What the facets of one organization read, each once per view.
 *
 * @internal
 */
export class OrganizationReads {
  readonly sourceId: string;
  readonly config: ZendeskConfig;
  readonly links: AgentLinks;
  readonly api: ZendeskApi;
  readonly #account: LinkedAccount;
  readonly #context: SourceContext;

  constructor(
    parts: ZendeskSourceParts,
    account: LinkedAccount,
    context: SourceContext,
  ) {
    this.sourceId = parts.sourceId;
    this.config = parts.config;
    this.links = parts.links;
    this.api = parts.api(context);
    this.#account = account;
    this.#context = context;
  }

  /** @throws SourceError `not_found` for what can be no id of Zendesk's */
  get organizationId(): number {
    if (!/^[1-9]\d{0,14}$/.test(this.#account.id)) {
      throw new SourceError('not_found');
    }
    return Number(this.#account.id);
  }

  once<T>(key: string, fn: () => Promise<T>): Promise<T> {
    return this.#context.once(
      `${this.sourceId}/${this.#account.id}/${key}`,
      fn,
    );
  }

  organization(): Promise<WireOrganization> {
    return this.once('organization', async () => {
      const { organization } = await this.api.get({
        operation: 'organizations.get',
        path: ['organizations', this.organizationId],
        schema: singleOrganizationSchema,
      });
      if (organization.id !== this.organizationId) {
        throw new SourceError('identity_mismatch');
      }
      return organization;
    });
  }
}
