import type {
  FacetDataMap,
  FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  createCustomerSource,
  type CustomerSource,
  type FacetReader,
  type FacetReaders,
} from '@customer-360/backstage-plugin-customer-360-node';

/** A source that answers what the test says. */
export function fakeSource(
  id: string,
  facets: FacetReaders,
  options: Partial<CustomerSource> = {},
): CustomerSource {
  return createCustomerSource({
    id,
    type: 'fake',
    title: `The ${id}`,
    credentialScope: `scope-of-${id}`,
    facets,
    ...options,
  });
}

/** A reader that counts its reads; `answer` may throw or hang. */
export function countingReader<F extends FacetId>(
  _facet: F,
  answer: () => FacetDataMap[F] | Promise<FacetDataMap[F]>,
): FacetReader<FacetDataMap[F]> & { reads: number } {
  const reader = {
    reads: 0,
    async read() {
      reader.reads += 1;
      return { data: await answer() };
    },
  };
  return reader;
}

/** Never answers, and does not listen to its signal either. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}
