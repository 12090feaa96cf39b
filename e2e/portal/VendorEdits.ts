import type { VendorEndpoints } from './SandboxControl.ts';

/** The ids that a customer has at the vendors. */
export interface VendorIds {
  readonly stripe: string;
  readonly hubspot: string;
  readonly zendesk: string;
}

/** Edits what a vendor has of a customer, as somebody does who works there. */
export class VendorEdits {
  readonly #endpoints: VendorEndpoints;
  readonly #ids: VendorIds;

  constructor(endpoints: VendorEndpoints, ids: VendorIds) {
    this.#endpoints = endpoints;
    this.#ids = ids;
  }

  /** A call that solves an open ticket, or opens it again, by turns. */
  async ticket(): Promise<() => Promise<void>> {
    const { tickets } = await this.#call<{
      tickets: Array<{ id: number; status: string }>;
    }>(
      'zendesk',
      'GET',
      `/api/v2/organizations/${
        this.#ids.zendesk
      }/tickets.json?page%5Bsize%5D=100`,
    );
    const { id } = tickets.find(({ status }) => status === 'open')!;
    let status = 'open';
    return async () => {
      status = status === 'open' ? 'solved' : 'open';
      await this.#call('zendesk', 'PUT', `/api/v2/tickets/${id}.json`, {
        ticket: { status },
      });
    };
  }

  /** A call that adds a seat to a subscription. */
  async subscription(): Promise<() => Promise<void>> {
    const { data } = await this.#call<{
      data: Array<{
        id: string;
        items: { data: Array<{ id: string; quantity: number }> };
      }>;
    }>(
      'stripe',
      'GET',
      `/v1/subscriptions?customer=${this.#ids.stripe}&status=active&limit=100`,
    );
    const { id, items } = data[0];
    let { quantity } = items.data[0];
    return async () => {
      quantity += 1;
      await this.#call(
        'stripe',
        'POST',
        `/v1/subscriptions/${id}`,
        new URLSearchParams({
          'items[0][id]': items.data[0].id,
          'items[0][quantity]': String(quantity),
        }),
      );
    };
  }

  /** A call that puts an open deal off by a day. */
  async deal(): Promise<() => Promise<void>> {
    const { results } = await this.#call<{
      results: Array<{ id: string; properties: { closedate: string } }>;
    }>('hubspot', 'POST', '/crm/objects/2026-09/deals/search', {
      filterGroups: [
        {
          filters: [
            {
              propertyName: 'associations.company',
              operator: 'EQ',
              value: this.#ids.hubspot,
            },
            { propertyName: 'hs_is_closed', operator: 'EQ', value: 'false' },
          ],
        },
      ],
      properties: ['closedate', 'is_private'],
      limit: 100,
    });
    const soonest = results.sort(
      (a, b) =>
        Date.parse(a.properties.closedate) - Date.parse(b.properties.closedate),
    )[0];
    let closing = Date.parse(soonest.properties.closedate);
    return async () => {
      closing += 86_400_000;
      await this.#call(
        'hubspot',
        'PATCH',
        `/crm/objects/2026-09/deals/${soonest.id}`,
        { properties: { closedate: new Date(closing).toISOString() } },
      );
    };
  }

  async #call<T>(
    vendor: keyof VendorIds,
    method: string,
    path: string,
    body?: object,
  ): Promise<T> {
    const form = body instanceof URLSearchParams;
    const response = await fetch(
      new URL(path, this.#endpoints.vendors[vendor]),
      {
        method,
        headers: {
          authorization: this.#authorization(vendor),
          ...(body && !form && { 'content-type': 'application/json' }),
        },
        body: form ? body : body && JSON.stringify(body),
      },
    );
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${vendor} answered ${response.status}: ${text}`);
    }
    return JSON.parse(text) as T;
  }

  #authorization(vendor: keyof VendorIds): string {
    const { stripe, hubspot, zendesk } = this.#endpoints.credentials;
    switch (vendor) {
      case 'stripe':
        return `Bearer ${stripe.apiKey}`;
      case 'hubspot':
        return `Bearer ${hubspot.accessToken}`;
      default:
        return `Basic ${Buffer.from(
          `${zendesk.email}/token:${zendesk.apiToken}`,
        ).toString('base64')}`;
    }
  }
}
