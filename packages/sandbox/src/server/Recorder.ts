import type { EncodedResponse } from './encodeResponse.ts';
import type { FaultKind } from './faults.ts';
import type { VendorRequest } from './types.ts';

const MAX_EXCHANGES_PER_VENDOR = 1000;
const MAX_BYTES_PER_VENDOR = 32 * 1024 * 1024;
const SECRET_HEADER = /authorization|cookie|token|secret|api-key/i;
const SECRET_FIELD =
  /^(access_token|refresh_token|client_secret|password|api_key)$/i;

/**
 * One request and its answer, without secrets.
 *
 * @public
 */
export interface Exchange {
  readonly vendor: string;
  readonly at: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, readonly string[]>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  /** Set where the answer was spoilt on purpose. */
  readonly fault?: FaultKind;
}

/**
 * Keeps the newest exchanges of each vendor, bounded in number and bytes.
 *
 * @internal
 */
export class Recorder {
  readonly #rings = new Map<string, { exchange: Exchange; bytes: number }[]>();
  enabled = false;

  record(
    vendor: string,
    at: Date,
    request: VendorRequest,
    response: EncodedResponse,
    fault?: FaultKind,
  ): void {
    if (!this.enabled) {
      return;
    }
    const ring = this.#rings.get(vendor) ?? [];
    this.#rings.set(vendor, ring);
    ring.push({
      exchange: {
        vendor,
        at: at.toISOString(),
        request: {
          method: request.method,
          path: request.path,
          query: queryOf(request.query),
          headers: withoutSecrets(request.headers),
          body: bodyOf(request.body, request.headers['content-type']),
        },
        response: {
          status: response.status,
          headers: withoutSecrets(response.headers),
          body: bodyOf(response.bytes, response.headers['content-type']),
        },
        ...(fault && { fault }),
      },
      bytes: request.body.length + response.bytes.length,
    });
    let bytes = ring.reduce((sum, entry) => sum + entry.bytes, 0);
    while (
      ring.length > MAX_EXCHANGES_PER_VENDOR ||
      (bytes > MAX_BYTES_PER_VENDOR && ring.length > 1)
    ) {
      bytes -= ring.shift()?.bytes ?? 0;
    }
  }

  /** Oldest first; of all vendors without one. */
  list(vendor?: string): Exchange[] {
    return [...this.#rings]
      .filter(([id]) => vendor === undefined || id === vendor)
      .flatMap(([, ring]) => ring.map(entry => entry.exchange));
  }

  clear(): void {
    this.#rings.clear();
  }
}

function queryOf(query: URLSearchParams): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const name of new Set(query.keys())) {
    result[name] = query.getAll(name);
  }
  return result;
}

function withoutSecrets(
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !SECRET_HEADER.test(name)),
  );
}

function bodyOf(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) {
    return undefined;
  }
  const text = bytes.toString('utf8');
  if (contentType?.includes('application/x-www-form-urlencoded')) {
    const form = new URLSearchParams(text);
    for (const name of new Set(form.keys())) {
      if (SECRET_FIELD.test(name)) {
        form.set(name, 'redacted');
      }
    }
    return form.toString();
  }
  try {
    return JSON.parse(text, (key, value: unknown) =>
      SECRET_FIELD.test(key) && typeof value === 'string' ? 'redacted' : value,
    );
  } catch {
    return text;
  }
}
