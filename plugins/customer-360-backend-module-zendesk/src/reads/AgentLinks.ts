import {
  linkTemplate,
  type RecordLink,
} from '@customer-360/backstage-plugin-customer-360-node';

/** Links into the agents' workspace of one Zendesk account. @internal */
export class AgentLinks {
  readonly #ticket: RecordLink;
  readonly #organization: RecordLink;
  readonly #user: RecordLink;

  constructor(subdomain: string) {
    const host = `${subdomain.toLowerCase()}.zendesk.com`;
    const to = (kind: string) =>
      linkTemplate(`https://${host}/agent/${kind}/{id}`, [host]);
    this.#ticket = to('tickets');
    this.#organization = to('organizations');
    this.#user = to('users');
  }

  ticket(id: number): string | undefined {
    return this.#ticket({ id });
  }

  organization(id: number): string | undefined {
    return this.#organization({ id });
  }

  user(id: number): string | undefined {
    return this.#user({ id });
  }
}
