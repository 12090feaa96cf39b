/** What is to go wrong at a vendor. */
export interface VendorFault {
  readonly vendor: string;
  readonly fault: string;
  /** For the fault `status`: what is answered; 500 without it. */
  readonly status?: number;
  /** For the fault `status`: the header Retry-After, in seconds. */
  readonly retryAfter?: number;
  /** Only requests whose path begins so. */
  readonly path?: string;
}

/** Where a vendor of the sandbox listens and what it lets in with. */
export interface VendorEndpoints {
  readonly vendors: Readonly<Record<string, string>>;
  readonly credentials: {
    readonly stripe: { readonly apiKey: string };
    readonly hubspot: { readonly accessToken: string };
    readonly zendesk: {
      readonly email: string;
      readonly apiToken: string;
      readonly clientSecret: string;
    };
  };
}

/** The sandbox's control API. */
export class SandboxControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async stopVendor(vendor: string): Promise<void> {
    await this.#post(`/vendors/${vendor}/stop`, {});
  }

  async startVendor(vendor: string): Promise<void> {
    await this.#post(`/vendors/${vendor}/start`, {});
  }

  async addFault(fault: VendorFault): Promise<void> {
    await this.#post('/faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.#send('/faults', { method: 'DELETE' });
  }

  async endpoints(): Promise<VendorEndpoints> {
    const response = await this.#send('/endpoints', { method: 'GET' });
    return (await response.json()) as VendorEndpoints;
  }

  async #post(path: string, body: unknown): Promise<void> {
    await this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, init);
    if (!response.ok) {
      throw new Error(
        `The sandbox answered ${response.status} to ${init.method} ${path}`,
      );
    }
    return response;
  }
}
