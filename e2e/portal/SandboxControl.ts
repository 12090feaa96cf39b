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

  async addFault(fault: { vendor: string; fault: string }): Promise<void> {
    await this.#post('/faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.#send('/faults', { method: 'DELETE' });
  }

  async #post(path: string, body: unknown): Promise<void> {
    await this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send(path: string, init: RequestInit): Promise<void> {
    const response = await fetch(`${this.#url}${path}`, init);
    if (!response.ok) {
      throw new Error(
        `The sandbox answered ${response.status} to ${init.method} ${path}`,
      );
    }
  }
}
