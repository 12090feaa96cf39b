/** As the sandbox tells it. */
export interface Mark {
  readonly kind: string;
  readonly value: string | number;
  readonly traits: readonly string[];
}

/** What a vendor is to send, in its own words. */
export interface WebhookOrder {
  readonly vendor: string;
  readonly url: string;
  readonly event: {
    readonly type: string;
    readonly objectId: string;
    readonly data: object;
  };
}

/** What was sent, and what the receiver made of it. */
export interface SentWebhook {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The control API of a sandbox that was started with marks. */
export class SandboxMarks {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async of(customer: string): Promise<Mark[]> {
    const { marks } = await this.#send(`/marks/${customer}`, 'GET');
    return marks as Mark[];
  }

  async renew(customer: string, kind: string): Promise<void> {
    await this.#send(`/marks/${customer}`, 'POST', { kind });
  }

  async setLimits(enabled: boolean): Promise<void> {
    await this.#send('/limits', 'POST', { enabled });
  }

  /** Sends it signed. */
  async sendWebhook(order: WebhookOrder): Promise<SentWebhook> {
    const { body, headers, status } = await this.#send(
      '/webhooks',
      'POST',
      order,
    );
    return {
      status: Number(status),
      headers: headers as Record<string, string>,
      body: String(body),
    };
  }

  async addFault(fault: object): Promise<void> {
    await this.#send('/faults', 'POST', fault);
  }

  async clearFaults(): Promise<void> {
    await this.#send('/faults', 'DELETE');
  }

  /** Requests so far, by vendor. */
  async calls(): Promise<Record<string, number>> {
    const { vendors } = await this.#send('/stats', 'GET');
    return Object.fromEntries(
      Object.entries(vendors as Record<string, { requests: number }>).map(
        ([vendor, { requests }]) => [vendor, requests],
      ),
    );
  }

  async #send(
    path: string,
    method: string,
    body?: object,
  ): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path} gave ${response.status}`);
    }
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  }
}
