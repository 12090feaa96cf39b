import type {
  AccountLink,
  CustomerLinksView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Customer360Error } from '../api/Customer360Error';
import type { LinkedAccountKey, LinksApi } from '../api/LinksApi';

/** The links of a customer, from fixtures, with what was said kept. */
export class FakeLinks implements LinksApi {
  readonly said: unknown[] = [];
  asked = 0;
  /** What the next change fails with. */
  fails?: Customer360Error;
  view: CustomerLinksView = {
    sources: [
      {
        source: 'stripe',
        title: 'Stripe',
        links: [
          { id: 'cus_written', rule: 'annotation', confidence: 'certain' },
          {
            id: 'cus_said',
            rule: 'manual',
            confidence: 'certain',
            since: '2026-09-01T10:00:00.000Z',
            by: 'user:default/ada',
            reason: 'Contract 17',
          },
        ],
        candidates: [],
      },
      {
        source: 'hubspot',
        title: 'HubSpot',
        links: [
          {
            id: '901',
            rule: 'domain',
            confidence: 'low',
            since: '2026-09-02T10:00:00.000Z',
          },
        ],
        candidates: [],
      },
      {
        source: 'zendesk',
        title: 'Zendesk',
        links: [],
        candidates: [
          { id: '4711', rule: 'domain', obstacle: 'several' },
          { id: '4712', rule: 'domain' },
        ],
      },
      { source: 'product', title: 'Product', links: [], candidates: [] },
    ],
    history: [
      {
        at: '2026-09-02T10:00:00.000Z',
        source: 'hubspot',
        id: '901',
        act: 'linked',
        after: { state: 'confirmed', rule: 'domain', confidence: 'low' },
      },
      {
        at: '2026-09-01T10:00:00.000Z',
        source: 'stripe',
        id: 'cus_said',
        act: 'confirmed',
        by: 'user:default/ada',
        reason: 'Contract 17',
        after: { state: 'confirmed', rule: 'manual', confidence: 'certain' },
      },
    ],
  };

  async getLinks(): Promise<CustomerLinksView> {
    this.asked += 1;
    return this.view;
  }

  async confirmLink(
    _customer: unknown,
    account: LinkedAccountKey,
    options?: object,
  ): Promise<AccountLink> {
    this.#note('confirm', account, options);
    return { id: account.id, rule: 'manual', confidence: 'certain' };
  }

  async undoLink(
    _customer: unknown,
    account: LinkedAccountKey,
    reason: string,
  ): Promise<void> {
    this.#note('undo', account, reason);
  }

  #note(act: string, { id, source }: LinkedAccountKey, given: unknown): void {
    this.said.push([act, source, id, given]);
    const error = this.fails;
    this.fails = undefined;
    if (error) {
      throw error;
    }
  }
}
