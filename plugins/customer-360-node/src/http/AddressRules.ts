import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AttemptFailure } from '../resilience/AttemptFailure';

type Ranges = readonly (readonly [network: string, prefix: number])[];

/** Nobody's server: this host, link-local with its metadata, many at once. */
const NEVER = rangesOf(
  [
    ['0.0.0.0', 8],
    ['169.254.0.0', 16],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  [
    ['::', 128],
    ['fd00:ec2::', 32],
    ['fe80::', 10],
    ['ff00::', 8],
  ],
);

/** Servers within one's own walls. */
const PRIVATE = rangesOf(
  [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ],
  [
    // This host, and addresses of version 4 in a form long given up.
    ['::', 96],
    ['fc00::', 7],
    ['fec0::', 10],
  ],
);

const LOCALHOST = /(^|\.)localhost$/;

/**
 * Which addresses a source may be reached at. A vendor's name is one thing and
 * where it leads to another: whoever answers for the name could send us, with
 * the vendor's key in hand, to a server within our own walls.
 *
 * @internal
 */
export class AddressRules {
  readonly #privateNetwork: boolean;

  constructor(options: { privateNetwork?: boolean }) {
    this.#privateNetwork = options.privateNetwork ?? false;
  }

  /**
   * For sockets: what it gives is what they connect to, so that a name cannot
   * lead elsewhere between the check and the call. A name that leads to one
   * address that is refused is not called at all.
   */
  readonly lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) {
        callback(error ?? new AttemptFailure('network'), '');
      } else if (
        !addresses.every(({ address }) => this.#allows(host, address))
      ) {
        callback(new AttemptFailure('network'), '');
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };

  #allows(host: string, address: string): boolean {
    return (
      !contains(NEVER, address) &&
      (this.#privateNetwork ||
        LOCALHOST.test(host) ||
        !contains(PRIVATE, address))
    );
  }
}

/**
 * Whether a host in a URL is an address that no server of a source can have.
 * Any other address that stands there itself was written by whoever configures
 * the source, and is meant.
 *
 * @param hostname - as `URL` gives it: no notation of an address is another one
 * @internal
 */
export function isNobodysAddress(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && contains(NEVER, address);
}

function contains(ranges: BlockList, address: string): boolean {
  return ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Addresses of version 4 count in their mapped and translated forms as well. */
function rangesOf(four: Ranges, six: Ranges): BlockList {
  const ranges = new BlockList();
  for (const [network, prefix] of four) {
    ranges.addSubnet(network, prefix, 'ipv4');
    ranges.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6');
  }
  for (const [network, prefix] of six) {
    ranges.addSubnet(network, prefix, 'ipv6');
  }
  return ranges;
}
