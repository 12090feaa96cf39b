import {
  SourceError,
  toSourceError,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { createClient } from 'node-zendesk';
import { z } from 'zod';
import type {
  ZendeskCredentials,
  ZendeskIdentity,
} from '../auth/ZendeskCredentials';
import type { ZendeskApi, ZendeskRequest } from './ZendeskApi';

const answerSchema = z.object({ result: z.unknown() });

/**
 * Zendesk through node-zendesk, which builds the request and its credentials.
 *
 * Its transport is replaced, because its own resolves a 429 or a 502 as if it
 * were an answer, has no timeout and follows "next" links without an end: here
 * every failure is thrown by the transport before the library sees it, and each
 * call is one page.
 *
 * @internal
 */
export class DefaultZendeskApi implements ZendeskApi {
  readonly #endpoint: string;
  readonly #credentials: ZendeskCredentials;
  readonly #context: SourceContext;

  constructor(options: {
    apiBase: string;
    credentials: ZendeskCredentials;
    context: SourceContext;
  }) {
    this.#endpoint = `${options.apiBase}/api/v2`;
    this.#credentials = options.credentials;
    this.#context = options.context;
  }

  async get<T>(request: ZendeskRequest<T>): Promise<T> {
    const identity = await this.#credentials.get(this.#context);
    let body: unknown;
    try {
      body = await this.#send(request, identity);
    } catch (error) {
      // A token may be revoked before its time: one fresh one is tried.
      if (
        !SourceError.is(error) ||
        error.reason !== 'auth' ||
        !this.#credentials.refused(identity)
      ) {
        throw error;
      }
      body = await this.#send(
        request,
        await this.#credentials.get(this.#context),
      );
    }
    const parsed = request.schema.safeParse(body);
    if (!parsed.success) {
      throw new SourceError('schema');
    }
    return parsed.data;
  }

  async #send(
    request: ZendeskRequest<unknown>,
    identity: ZendeskIdentity,
  ): Promise<unknown> {
    const fetch = this.#context.http.fetchFor({ operation: request.operation });
    const client = createClient({
      endpointUri: this.#endpoint,
      ...identity,
      throwOriginalException: true,
      transportConfig: {
        transportFn: (
          uri: string,
          options: { method: string; headers: Record<string, string> },
        ) =>
          fetch(uri, {
            method: options.method,
            headers: options.headers,
            signal: this.#context.signal,
          }),
        responseAdapter: (response: Response) => ({
          json: () => response.json(),
          status: response.status,
          statusText: response.statusText,
          headers: {
            // The library takes any answer with this header for a rate limit.
            get: (name: string) =>
              name === 'retry-after' ? null : response.headers.get(name),
          },
        }),
      },
    });
    const { organizations } = client;
    // Without names of its own the sub-client gives the whole body back, with
    // `meta` and the side loads.
    organizations.jsonAPINames = [];
    try {
      // A whole URL is sent as it is: a path would get ".json" and a page size.
      const answer: unknown = await organizations.get(this.#urlOf(request));
      return answerSchema.parse(answer).result;
    } catch (error) {
      throw toSourceError(error);
    }
  }

  #urlOf({ path, query }: ZendeskRequest<unknown>): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) {
        parameters.set(name, String(value));
      }
    }
    const segments = path.map(segment => encodeURIComponent(segment)).join('/');
    const search = parameters.size > 0 ? `?${parameters}` : '';
    return `${this.#endpoint}/${segments}${search}`;
  }
}
