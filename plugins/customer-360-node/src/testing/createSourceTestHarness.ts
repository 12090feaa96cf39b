import type {
  FacetDataMap,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { SourceTransport } from '../resilience/SourceTransport';
import type {
  CustomerSource,
  FacetReading,
  FacetReadingPage,
  LinkedAccount,
  SourceTransportOptions,
} from '../source/CustomerSource';
import type { SourceContext } from '../source/SourceContext';
import {
  VendorServer,
  type VendorRequest,
  type VendorResponder,
} from './VendorServer';

/** @public */
export interface SourceTestHarnessOptions {
  /** Makes the source against the vendor that listens at `baseUrl`. */
  readonly createSource: (baseUrl: string) => CustomerSource;
  readonly respond: VendorResponder;
  /** On top of short times that suit a test. */
  readonly transport?: SourceTransportOptions;
  /** The time of all reads; the real one by default. */
  readonly now?: Date;
}

/** A source, its transport and its vendor, ready to be read. @public */
export interface SourceTestHarness {
  readonly source: CustomerSource;
  readonly baseUrl: string;
  /** What the vendor was asked since the last `respondWith`. */
  requests(): VendorRequest[];
  /** Gives the vendor another script and the source a fresh transport. */
  respondWith(respond: VendorResponder): Promise<void>;
  /** The context of one view; a new one for each call. */
  context(options?: { deadlineMs?: number }): SourceContext;
  /** Reads one facet in a view of its own, or in the given one. */
  read<F extends FacetId>(
    facet: F,
    account: LinkedAccount,
    context?: SourceContext,
  ): Promise<FacetReading<FacetDataMap[F]>>;
  page<F extends FacetId>(
    facet: F,
    account: LinkedAccount,
    request: { cursor?: string; limit: number },
  ): Promise<FacetReadingPage<FacetDataMap[F]>>;
  close(): Promise<void>;
}

const TEST_TRANSPORT: SourceTransportOptions = {
  totalTimeoutMs: 4_000,
  maxAttempts: 2,
};

/**
 * Runs a source against a scripted vendor on 127.0.0.1, through the same
 * transport as in production.
 *
 * @public
 */
export async function createSourceTestHarness(
  options: SourceTestHarnessOptions,
): Promise<SourceTestHarness> {
  const vendor = new VendorServer(options.respond);
  const baseUrl = await vendor.start();
  const source = options.createSource(baseUrl);
  const createTransport = () =>
    new SourceTransport({
      ...source,
      transport: {
        ...source.transport,
        ...TEST_TRANSPORT,
        ...options.transport,
      },
    });
  let transport = createTransport();

  const context = ({ deadlineMs = 4_000 } = {}) =>
    transport.context({
      signal: AbortSignal.timeout(deadlineMs),
      now: () => options.now ?? new Date(),
    });

  function readerOf<F extends FacetId>(facet: F) {
    const reader = source.facets[facet];
    if (!reader) {
      throw new Error(`The source "${source.id}" does not fill "${facet}"`);
    }
    return reader;
  }

  return {
    source,
    baseUrl,
    requests: () => vendor.requests,
    context,
    respondWith: async respond => {
      await transport.close();
      transport = createTransport();
      vendor.respondWith(respond);
    },
    read: async (facet, account, given) =>
      readerOf(facet).read(account, given ?? context()),
    page: async (facet, account, request) => {
      const reader = readerOf(facet);
      if (!reader.page) {
        throw new Error(`The source "${source.id}" cannot page "${facet}"`);
      }
      return reader.page(account, request, context());
    },
    close: async () => {
      await transport.close();
      await source.close?.();
      await vendor.stop();
    },
  };
}
