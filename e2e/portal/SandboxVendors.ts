import type { SandboxControl, VendorEndpoints } from './SandboxControl.ts';

/** The vendors that are reached over HTTP. */
export const VENDORS = ['stripe', 'hubspot', 'zendesk'] as const;

export type VendorName = (typeof VENDORS)[number];

/** Asks a vendor of the sandbox itself, past the portal. */
export class SandboxVendors {
  readonly #endpoints: VendorEndpoints;

  private constructor(endpoints: VendorEndpoints) {
    this.#endpoints = endpoints;
  }

  static async of(control: SandboxControl): Promise<SandboxVendors> {
    return new SandboxVendors(await control.endpoints());
  }

  /** What must never leave the portal's backend. */
  get secrets(): readonly string[] {
    const { stripe, hubspot, zendesk } = this.#endpoints.credentials;
    return [stripe.apiKey, hubspot.accessToken, zendesk.clientSecret];
  }

  /**
   * Ids of what the vendor has of an account: invoices at Stripe, contacts at
   * HubSpot, tickets at Zendesk; at most 100.
   */
  async recordsOf(vendor: VendorName, account: string): Promise<string[]> {
    const { status, text } = await this.answer(vendor, account);
    if (status !== 200) {
      throw new Error(`The sandbox's ${vendor} answered ${status}`);
    }
    return [...new Set(recordIds(vendor, JSON.parse(text)))];
  }

  /** All open invoices of an account at Stripe; `due_date` in seconds. */
  async openInvoices(
    account: string,
  ): Promise<Array<{ id: string; due_date: number | null }>> {
    const { text } = await this.#get(
      'stripe',
      `/v1/invoices?customer=${account}&status=open&limit=100`,
    );
    const answer = JSON.parse(text) as {
      has_more: boolean;
      data: Array<{ id: string; due_date: number | null }>;
    };
    if (answer.has_more) {
      throw new Error(`${account} has more open invoices than one page holds`);
    }
    return answer.data;
  }

  /** The vendor's answer as it is, also a spoilt one. */
  async answer(
    vendor: VendorName,
    account: string,
  ): Promise<{ status: number; text: string }> {
    return this.#get(vendor, pathOf(vendor, account));
  }

  async #get(
    vendor: VendorName,
    path: string,
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(
      new URL(path, this.#endpoints.vendors[vendor]),
      { headers: { authorization: this.#authorization(vendor) } },
    );
    return { status: response.status, text: await response.text() };
  }

  #authorization(vendor: VendorName): string {
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

function pathOf(vendor: VendorName, account: string): string {
  switch (vendor) {
    case 'stripe':
      return `/v1/invoices?customer=${account}&limit=100`;
    case 'hubspot':
      return `/crm/objects/2026-09/companies/${account}?properties=name&associations=contacts`;
    default:
      return `/api/v2/organizations/${account}/tickets.json?page%5Bsize%5D=100`;
  }
}

function recordIds(vendor: VendorName, answer: unknown): string[] {
  switch (vendor) {
    case 'stripe':
      return (answer as { data: Array<{ id: string }> }).data.map(
        ({ id }) => id,
      );
    case 'hubspot':
      return (
        (
          answer as {
            associations?: {
              contacts?: { results: Array<{ id: string }> };
            };
          }
        ).associations?.contacts?.results ?? []
      ).map(({ id }) => id);
    default:
      return (answer as { tickets: Array<{ id: number }> }).tickets.map(
        ({ id }) => String(id),
      );
  }
}
