/**
 * Why an answer of the service is missing: a closed set that the page has a
 * sentence for. No text of the server goes further than this.
 *
 * @public
 */
export type Customer360ErrorKind =
  | 'not_found'
  | 'denied'
  | 'signed_out'
  | 'invalid'
  | 'ambiguous'
  | 'conflict'
  | 'rate_limited'
  | 'offline'
  | 'unavailable'
  | 'malformed';

/** @public */
export class Customer360Error extends Error {
  readonly kind: Customer360ErrorKind;

  constructor(kind: Customer360ErrorKind) {
    super(`Customer 360: ${kind}`);
    this.name = 'Customer360Error';
    this.kind = kind;
  }

  /** The kind that an HTTP status of the service stands for. */
  static fromStatus(status: number): Customer360Error {
    switch (status) {
      case 400:
        return new Customer360Error('invalid');
      case 401:
        return new Customer360Error('signed_out');
      case 403:
        return new Customer360Error('denied');
      case 404:
        return new Customer360Error('not_found');
      case 409:
        return new Customer360Error('conflict');
      case 429:
        return new Customer360Error('rate_limited');
      default:
        return new Customer360Error('unavailable');
    }
  }
}

/**
 * True where the answer means that this reader may see nothing here, or no
 * longer: what was shown before has to go.
 *
 * @internal
 */
export function endsAccess({ kind }: Customer360Error): boolean {
  return kind === 'not_found' || kind === 'denied' || kind === 'signed_out';
}

/** True for what an AbortSignal throws: nobody waits for the answer any more. @internal */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** @internal */
export function toCustomer360Error(error: unknown): Customer360Error {
  return error instanceof Customer360Error
    ? error
    : new Customer360Error('unavailable');
}
