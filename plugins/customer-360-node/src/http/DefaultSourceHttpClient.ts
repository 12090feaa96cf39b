import type { Agent, Dispatcher } from 'undici';
import { AttemptFailure } from '../resilience/AttemptFailure';
import type { SourceGuard } from '../resilience/SourceGuard';
import type { TransportLimits } from '../resilience/TransportLimits';
import { SourceError } from '../source/SourceError';
import { classifyStatus } from './classifyStatus';
import type { OriginAllowList } from './OriginAllowList';
import { parseJson } from './parseJson';
import { parseRetryAfter } from './parseRetryAfter';
import { ACCEPT_ENCODING, readBody } from './readBody';
import type {
  SourceFetchOptions,
  SourceHttpAnswer,
  SourceHttpClient,
  SourceHttpRequest,
} from './SourceHttpClient';

/** @internal */
export interface DefaultSourceHttpClientOptions {
  readonly agent: Agent;
  readonly guard: SourceGuard;
  readonly limits: TransportLimits;
  readonly origins: OriginAllowList;
  readonly signal: AbortSignal;
}

interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body?: string | Buffer;
  readonly operation: string;
  readonly repeatable: boolean;
  readonly signal: AbortSignal;
}

interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined for an answer without a body (204). */
  readonly json?: { text: string; value: unknown };
}

const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The shared client: undici underneath, the source's guard around it.
 *
 * @internal
 */
export class DefaultSourceHttpClient implements SourceHttpClient {
  readonly fetch: typeof globalThis.fetch;
  readonly #options: DefaultSourceHttpClientOptions;

  constructor(options: DefaultSourceHttpClientOptions) {
    this.#options = options;
    this.fetch = this.fetchFor({ operation: 'sdk' });
  }

  async json<T>(request: SourceHttpRequest<T>): Promise<SourceHttpAnswer<T>> {
    const method = request.method ?? 'GET';
    const headers = new Headers(request.headers);
    if (request.json !== undefined) {
      headers.set('content-type', 'application/json');
    }
    const answer = await this.#send({
      method,
      url: this.#allow(request.url),
      headers,
      body:
        request.json === undefined ? undefined : JSON.stringify(request.json),
      operation: request.operation,
      repeatable: method === 'GET' || request.readOnly === true,
      signal: this.#options.signal,
    });
    const parsed = request.schema.safeParse(answer.json?.value);
    if (!parsed.success) {
      // What zod says quotes the answer; only the word leaves.
      throw new SourceError('schema');
    }
    return {
      data: parsed.data,
      status: answer.status,
      headers: answer.headers,
    };
  }

  fetchFor(options: SourceFetchOptions): typeof globalThis.fetch {
    return async (input, init) => {
      const request = input instanceof Request ? input : undefined;
      const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
      const url = this.#allow(request?.url ?? input.toString());
      const signals = [init?.signal, request?.signal].filter(
        signal => signal !== null && signal !== undefined,
      );
      const answer = await this.#send({
        method,
        url,
        headers: new Headers(init?.headers ?? request?.headers),
        body: await bodyOf(init?.body ?? undefined, request),
        operation: options.operation,
        repeatable:
          method === 'GET' || (method === 'POST' && options.readOnly === true),
        signal: AbortSignal.any([this.#options.signal, ...signals]),
      });
      return new Response(answer.json?.text ?? null, {
        status: answer.status,
        headers: answer.headers,
      });
    };
  }

  #allow(url: string | URL): URL {
    try {
      return this.#options.origins.check(url);
    } catch {
      throw new SourceError('upstream');
    }
  }

  #send(request: Outgoing): Promise<Incoming> {
    return this.#options.guard.run(request, signal =>
      this.#exchange(request, signal),
    );
  }

  async #exchange(request: Outgoing, signal: AbortSignal): Promise<Incoming> {
    const { origins, limits } = this.#options;
    let url = request.url;
    for (let hop = 0; ; hop++) {
      const response = await this.#request(url, request, signal);
      const headers = toHeaders(response.headers);
      if (REDIRECTS.has(response.statusCode)) {
        await discard(response);
        const location = headers.get('location');
        if (request.method !== 'GET' || !location || hop >= MAX_REDIRECTS) {
          throw new AttemptFailure('upstream');
        }
        url = origins.check(location, url);
      } else if (response.statusCode < 200 || response.statusCode > 299) {
        await discard(response);
        throw classifyStatus(
          response.statusCode,
          parseRetryAfter(headers.get('retry-after') ?? undefined),
        );
      } else {
        return {
          status: response.statusCode,
          json: await this.#readJson(response, headers, limits.maxBodyBytes),
          headers: withoutEncoding(headers),
        };
      }
    }
  }

  async #request(
    url: URL,
    request: Outgoing,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const headers = new Headers(request.headers);
    headers.set('accept-encoding', ACCEPT_ENCODING);
    if (!headers.has('accept')) {
      headers.set('accept', 'application/json');
    }
    try {
      return await this.#options.agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: request.method as Dispatcher.HttpMethod,
        headers: Object.fromEntries(headers),
        body: request.body,
        signal,
      });
    } catch (error) {
      throw connectionFailure(error, signal);
    }
  }

  async #readJson(
    response: Dispatcher.ResponseData,
    headers: Headers,
    maxBytes: number,
  ) {
    if (response.statusCode === 204) {
      await discard(response);
      return undefined;
    }
    let body: Buffer;
    try {
      body = await readBody(
        response.body,
        headers.get('content-encoding') ?? undefined,
        maxBytes,
      );
    } catch (error) {
      throw connectionFailure(error, this.#options.signal);
    }
    return parseJson(headers.get('content-type') ?? undefined, body);
  }
}

/** The names of undici's time limits; its other errors are the connection. */
const TIMEOUTS: ReadonlySet<string> = new Set([
  'HeadersTimeoutError',
  'BodyTimeoutError',
  'ConnectTimeoutError',
  'TimeoutError',
  'AbortError',
]);

function connectionFailure(
  error: unknown,
  signal: AbortSignal,
): AttemptFailure {
  if (error instanceof AttemptFailure) {
    return error;
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'ResponseExceededMaxSizeError') {
    return new AttemptFailure('schema');
  }
  return signal.aborted || TIMEOUTS.has(name)
    ? new AttemptFailure('timeout', {
        unhealthy: true,
        retryable: !signal.aborted,
      })
    : new AttemptFailure('network', { unhealthy: true, retryable: true });
}

function toHeaders(incoming: Dispatcher.ResponseData['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      headers.append(name, one);
    }
  }
  return headers;
}

/** The body has been unpacked: the headers must not say otherwise. */
function withoutEncoding(headers: Headers): Headers {
  const result = new Headers(headers);
  result.delete('content-encoding');
  result.delete('content-length');
  return result;
}

/** Lets go of a body that nobody will read, without reading gigabytes of it. */
async function discard(response: Dispatcher.ResponseData): Promise<void> {
  try {
    await response.body.dump({ limit: 64 * 1024 });
  } catch {
    // The connection is gone with it, which is what is wanted.
  }
}

async function bodyOf(
  body: BodyInit | undefined,
  request: Request | undefined,
): Promise<string | Buffer | undefined> {
  if (typeof body === 'string' || body === undefined) {
    return body ?? (request?.body ? await request.text() : undefined);
  }
  return Buffer.from(await new Response(body).arrayBuffer());
}
