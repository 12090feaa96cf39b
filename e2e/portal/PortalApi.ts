interface Answer {
  readonly status: number;
  readonly text: string;
  readonly json: unknown;
  readonly ms: number;
}

/** A persona's script: the portal's API with that persona's token. */
export class PortalApi {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async as(url: string, persona: string): Promise<PortalApi> {
    const response = await fetch(`${url}/api/auth/demo/refresh`, {
      headers: { 'x-demo-user': persona },
    });
    if (!response.ok) {
      throw new Error(`Sign-in as ${persona} gave ${response.status}`);
    }
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return new PortalApi(url, backstageIdentity.token);
  }

  async get(path: string): Promise<Answer> {
    return this.#send(path, {});
  }

  async post(path: string, body: unknown): Promise<Answer> {
    return this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async send(method: 'DELETE', path: string): Promise<Answer> {
    return this.#send(path, { method });
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const begin = performance.now();
    const response = await fetch(`${this.#url}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.#token}` },
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      json: /^application\/json\b/.test(
        response.headers.get('content-type') ?? '',
      )
        ? JSON.parse(text)
        : {},
      ms: performance.now() - begin,
    };
  }
}
