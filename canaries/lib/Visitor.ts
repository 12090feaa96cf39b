import type { Persona } from './rights.ts';

/** What the portal gave, as text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly etag?: string;
  /** From asking until all of it was there. */
  readonly tookMs: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A person with a token of the portal. */
export class Visitor {
  readonly persona: Persona;
  /** `GET /path`, of all that it has asked for. */
  readonly asked = new Set<string>();
  readonly #url: string;
  readonly #token: string;

  private constructor(persona: Persona, url: string, token: string) {
    this.persona = persona;
    this.#url = url;
    this.#token = token;
  }

  /** Undefined while the portal does not know the person. */
  static async signIn(
    url: string,
    persona: Persona,
  ): Promise<Visitor | undefined> {
    const response = await fetch(`${url}/api/auth/demo/refresh`, {
      headers: { 'x-demo-user': persona.name },
    });
    const body = (await response.json()) as {
      backstageIdentity?: { token: string };
    };
    return (
      body.backstageIdentity &&
      new Visitor(persona, url, body.backstageIdentity.token)
    );
  }

  get name(): string {
    return this.persona.name;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(path, { headers });
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.write('POST', path, body);
  }

  write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
  ): Promise<Answer> {
    return this.#send(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  delete(path: string): Promise<Answer> {
    return this.#send(path, { method: 'DELETE' });
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const url = new URL(`${this.#url}${path}`);
    this.asked.add(`${init.method ?? 'GET'} ${url.pathname}`);
    const asked = performance.now();
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${this.#token}` },
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      tookMs: performance.now() - asked,
      etag: response.headers.get('etag') ?? undefined,
      headers: Object.fromEntries(response.headers),
    };
  }
}
