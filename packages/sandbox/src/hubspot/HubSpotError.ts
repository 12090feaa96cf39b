import { randomUUID } from 'node:crypto';
import type { VendorResponse } from '../server/types.ts';

interface ErrorDetail {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface ErrorOptions {
  readonly category?: string;
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly ErrorDetail[];
  readonly links?: Readonly<Record<string, string>>;
  /** Fields that only some errors have, such as `policyName`. */
  readonly more?: Readonly<Record<string, string>>;
}

/**
 * An error as HubSpot answers it: `{ status: 'error', message, correlationId,
 * category, errors?, context? }`.
 *
 * @internal
 */
export class HubSpotError extends Error {
  readonly #status: number;
  readonly #options: ErrorOptions;

  constructor(status: number, message: string, options: ErrorOptions = {}) {
    super(message);
    this.name = 'HubSpotError';
    this.#status = status;
    this.#options = options;
  }

  toResponse(): VendorResponse {
    const { more, ...rest } = this.#options;
    return {
      status: this.#status,
      body: {
        status: 'error',
        message: this.message,
        correlationId: randomUUID(),
        ...rest,
        ...more,
      },
    };
  }
}

/** @internal */
export const hubSpotErrors = {
  validation(message: string, details?: readonly ErrorDetail[]): HubSpotError {
    return new HubSpotError(400, message, {
      category: 'VALIDATION_ERROR',
      ...(details && { errors: details }),
    });
  },

  badJson(): HubSpotError {
    return new HubSpotError(400, 'Invalid input JSON on line 1, column 1', {
      category: 'VALIDATION_ERROR',
    });
  },

  objectNotFound(): HubSpotError {
    return new HubSpotError(
      404,
      'Object not found.  objectId are usually numeric.',
      {
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.objects.OBJECT_NOT_FOUND',
      },
    );
  },

  conflict(message: string): HubSpotError {
    return new HubSpotError(409, message, { category: 'CONFLICT' });
  },

  unknownObjectType(name: string): HubSpotError {
    return new HubSpotError(
      400,
      `Unable to infer object type from: ${name.slice(0, 50)}`,
      { category: 'VALIDATION_ERROR' },
    );
  },

  resourceNotFound(): HubSpotError {
    return new HubSpotError(404, 'resource not found', {
      category: 'OBJECT_NOT_FOUND',
    });
  },

  noCredentials(): HubSpotError {
    return new HubSpotError(
      401,
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
      { category: 'INVALID_AUTHENTICATION' },
    );
  },

  invalidToken(): HubSpotError {
    return new HubSpotError(
      401,
      'The access token used to make this call is invalid or was revoked.',
      { category: 'INVALID_AUTHENTICATION' },
    );
  },

  expiredToken(expiredAt: Date): HubSpotError {
    return new HubSpotError(
      401,
      'The OAuth token used to make this call has expired.',
      {
        category: 'EXPIRED_AUTHENTICATION',
        context: { 'expire time': [expiredAt.toISOString()] },
      },
    );
  },

  missingScopes(scopes: readonly string[]): HubSpotError {
    return new HubSpotError(
      403,
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
      {
        category: 'MISSING_SCOPES',
        errors: [
          {
            message: 'One or more of the following scopes are required.',
            context: { requiredGranularScopes: scopes },
          },
        ],
        links: { scopes: 'https://developers.hubspot.com/scopes' },
      },
    );
  },

  rateLimit(policy: 'TEN_SECONDLY_ROLLING' | 'SECONDLY'): HubSpotError {
    return new HubSpotError(
      429,
      `You have reached your ${policy.toLowerCase()} limit.`,
      {
        category: 'RATE_LIMITS',
        more: {
          errorType: 'RATE_LIMIT',
          policyName: policy,
          groupName: 'publicapi:service-keys:sandbox',
        },
      },
    );
  },
} as const;
