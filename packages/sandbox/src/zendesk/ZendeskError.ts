import type { VendorResponse } from '../server/types.ts';

/**
 * An error as Zendesk answers it. The envelopes differ by what refuses the
 * call: a text with a description, an object with title and message, or a list.
 *
 * @internal
 */
export class ZendeskError extends Error {
  readonly #status: number;
  readonly #body: unknown;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`Zendesk answers ${status}`);
    this.name = 'ZendeskError';
    this.#status = status;
    this.#body = body;
    this.#headers = headers;
  }

  toResponse(): VendorResponse {
    return { status: this.#status, headers: this.#headers, body: this.#body };
  }
}

/** @internal */
export const zendeskErrors = {
  noCredentials(): ZendeskError {
    return new ZendeskError(
      401,
      { error: "Couldn't authenticate you" },
      { 'www-authenticate': 'Basic realm="Web Password"' },
    );
  },

  invalidToken(): ZendeskError {
    return new ZendeskError(
      401,
      {
        error: 'invalid_token',
        error_description:
          'The access token provided is expired, revoked, malformed or invalid for other reasons.',
      },
      { 'www-authenticate': 'Bearer realm="Zendesk"' },
    );
  },

  invalidClient(): ZendeskError {
    return new ZendeskError(401, {
      error: 'invalid_client',
      error_description:
        'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    });
  },

  invalidGrant(description: string, error = 'invalid_request'): ZendeskError {
    return new ZendeskError(400, { error, error_description: description });
  },

  missingScope(scope: string): ZendeskError {
    return new ZendeskError(403, {
      error: 'Forbidden',
      description: `You are missing the following required scopes: ${scope}`,
    });
  },

  forbidden(): ZendeskError {
    return new ZendeskError(403, {
      error: {
        title: 'Forbidden',
        message:
          'You do not have access to this page. Please contact the account owner of this help desk for further help.',
      },
    });
  },

  notFound(): ZendeskError {
    return new ZendeskError(404, {
      error: 'RecordNotFound',
      description: 'Not found',
    });
  },

  unknownEndpoint(): ZendeskError {
    return new ZendeskError(404, {
      error: 'InvalidEndpoint',
      description: 'Not found',
    });
  },

  invalidId(): ZendeskError {
    return new ZendeskError(400, {
      error: {
        title: 'Invalid attribute',
        message:
          'You passed an invalid value for the id attribute. Invalid parameter: id must be an integer',
      },
    });
  },

  invalidParameter(name: string, rule: string): ZendeskError {
    return new ZendeskError(400, {
      error: {
        title: 'Invalid attribute',
        message: `You passed an invalid value for the ${name} attribute. ${name} ${rule}`,
      },
    });
  },

  pagination(
    code: 'InvalidPaginationDepth' | 'InvalidPaginationParameter',
    title: string,
  ): ZendeskError {
    return new ZendeskError(400, { errors: [{ code, title }] });
  },

  searchLimit(): ZendeskError {
    return new ZendeskError(422, {
      error: 'invalid',
      description:
        'Invalid search: Requested response size was greater than Search Response Limits',
    });
  },

  recordInvalid(field: string, description: string): ZendeskError {
    return new ZendeskError(422, {
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { [field]: [{ description }] },
    });
  },

  rateLimit(
    what: string,
    headers: Readonly<Record<string, string>>,
  ): ZendeskError {
    return new ZendeskError(
      429,
      {
        error: 'APIRateLimitExceeded',
        description: `Number of allowed ${what} requests per minute exceeded`,
      },
      headers,
    );
  },
} as const;
