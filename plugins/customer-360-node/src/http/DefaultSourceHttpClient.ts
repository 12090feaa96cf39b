import type { Agent, Dispatcher } from 'undici';
import { AttemptFailure } from '../resilience/AttemptFailure';
import type { SourceGuard } from '../resilience/SourceGuard';
import type { TransportLimits } from '../resilience/TransportLimits';
import { SourceError } from '../source/SourceError';
import type { AccessTokenKeeper } from '../source/AccessTokenKeeper';
import { classifyStatus } from './classifyStatus';
import { connectionFailure } from './connectionFailure';
import { discardBody } from './discardBody';
import type { OriginAllowList } from './OriginAllowList';
import { parseJson } from './parseJson';
import { parseRetryAfter } from './parseRetryAfter';
import { ACCEPT_ENCODING, readBody } from './readBody';
import { requestBody } from './requestBody';
import type {
  SourceFetchOptions,
  SourceHttpAnswer,
  SourceHttpClient,
  SourceHttpRequest,
} from './SourceHttpClient';
import { validateAnswer } from './validateAnswer';

/** @internal */
export interface DefaultSourceHttpClientOptions {
  readonly agent: Agent;
  readonly guard: SourceGuard;
  /** For calls that are no read of the source: renewing its token. */
  readonly detachedGuard: SourceGuard;
  readonly limits: TransportLimits;
  readonly origins: OriginAllowList;
  readonly signal: AbortSignal;
  /** Told of every answer's headers, whatever its status. */
  readonly onAnswer?: (headers: Headers) => void;
}

interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body?: string | Buffer;
  readonly operation: string;
  readonly repeatable: boolean;
  readonly auth?: AccessTokenKeeper;
  readonly signal: AbortSignal;
}

interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined for an answer without a body (204). */
  readonly json?: { text: string; value: unknown };
}

const MAX_REDIRECTS = 3;
const HEADERS_FOR_ANYBODY: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'user-agent',
]);
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
      auth: request.auth,
      signal: this.#options.signal,
    });
    return {
      data: validateAnswer(request.schema, answer.json?.value),
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
        body: await requestBody(init?.body ?? undefined, request),
        operation: options.operation,
        repeatable:
          method === 'GET' || (method === 'POST' && options.readOnly === true),
        auth: options.auth,
        signal: AbortSignal.any([this.#options.signal, ...signals]),
      });
      return new Response(answer.json?.text ?? null, {
        status: answer.status,
        headers: answer.headers,
      });
    };
  }

  detached(signal: AbortSignal): SourceHttpClient {
    const { detachedGuard } = this.#options;
    return new DefaultSourceHttpClient({
      ...this.#options,
      guard: detachedGuard,
      signal,
      // The token endpoint's limits are none of the API's.
      onAnswer: undefined,
    });
  }

  #allow(url: string | URL): URL {
    try {
      return this.#options.origins.check(url);
    } catch {
      throw new SourceError('upstream');
    }
  }

  async #send(request: Outgoing): Promise<Incoming> {
    if (!request.auth) {
      return this.#run(request);
    }
    // The token, the call and its replay share the time of one call.
    const signal = AbortSignal.any([
      request.signal,
      AbortSignal.timeout(this.#options.limits.totalTimeoutMs),
    ]);
    const context = { http: this, signal };
    const send = (token: string) => {
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer ${token}`);
      return this.#run({ ...request, headers, signal });
    };
    // Outside the guard: a token that cannot be had is not the source's illness.
    const token = await request.auth.token(context);
    try {
      return await send(token);
    } catch (error) {
      if (!SourceError.is(error) || error.reason !== 'auth') {
        throw error;
      }
    }
    // A 401 was not executed, so anything may be sent again, once.
    return send(await request.auth.replace(token, context));
  }

  #run(request: Outgoing): Promise<Incoming> {
    return this.#options.guard.run(request, signal =>
      this.#exchange(request, signal),
    );
  }

  async #exchange(request: Outgoing, signal: AbortSignal): Promise<Incoming> {
    const { origins, limits } = this.#options;
    let { url, headers: sent } = request;
    for (let hop = 0; ; hop++) {
      const response = await this.#request(url, sent, request, signal);
      const headers = toHeaders(response.headers);
      this.#options.onAnswer?.(headers);
      if (REDIRECTS.has(response.statusCode)) {
        await discardBody(response);
        const location = headers.get('location');
        if (request.method !== 'GET' || !location || hop >= MAX_REDIRECTS) {
          throw new AttemptFailure('upstream');
        }
        const next = origins.check(location, url);
        if (next.origin !== url.origin) {
          sent = withoutCredentials(sent);
        }
        url = next;
      } else if (response.statusCode < 200 || response.statusCode > 299) {
        await discardBody(response);
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
    sent: Headers,
    request: Outgoing,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const headers = new Headers(sent);
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
      await discardBody(response);
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

function toHeaders(incoming: Dispatcher.ResponseData['headers']): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      headers.append(name, one);
    }
  }
  return headers;
}

/**
 * Another origin of the source is not the one that the credential is for, and
 * vendors have it in headers of many names: only what is none goes along.
 */
function withoutCredentials(headers: Headers): Headers {
  return new Headers(
    [...headers].filter(([name]) => HEADERS_FOR_ANYBODY.has(name)),
  );
}

/** The body has been unpacked: the headers must not say otherwise. */
function withoutEncoding(headers: Headers): Headers {
  const result = new Headers(headers);
  result.delete('content-encoding');
  result.delete('content-length');
  return result;
}
