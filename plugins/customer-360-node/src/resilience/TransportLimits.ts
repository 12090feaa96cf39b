import type { SourceTransportOptions } from '../source/CustomerSource';

/**
 * The limits of one source's transport, none of them left open.
 *
 * @internal
 */
export type TransportLimits = Required<
  Omit<SourceTransportOptions, 'requestsPerSecond' | 'privateNetwork'>
> &
  Pick<SourceTransportOptions, 'requestsPerSecond'>;

/**
 * Made for interactive reads: a page must not wait long for one source, and a
 * list of a hundred records fits many times over.
 */
const DEFAULT_LIMITS: TransportLimits = {
  connectTimeoutMs: 2_000,
  headersTimeoutMs: 8_000,
  bodyTimeoutMs: 8_000,
  totalTimeoutMs: 10_000,
  maxBodyBytes: 5 * 1024 * 1024,
  maxConcurrent: 8,
  maxAttempts: 3,
};

/**
 * @throws RangeError naming the option that is no positive number
 * @internal
 */
export function resolveTransportLimits({
  privateNetwork: _,
  ...limits
}: SourceTransportOptions = {}): TransportLimits {
  const given = Object.entries(limits).filter(
    ([, value]) => value !== undefined,
  );
  for (const [name, value] of given) {
    if (!(Number.isFinite(value) && value > 0)) {
      throw new RangeError(`transport.${name} must be a number above 0`);
    }
  }
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(given) };
}
