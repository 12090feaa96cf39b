import type {
  FacetDataMap,
  FacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReading } from '@customer-360/backstage-plugin-customer-360-node';
import { invoicesData, ticketsData } from '../../__testUtils__/facetData';
import { CUSTOMERS, type VersionedFacet } from './VersionedSources';

const FIRST_AS_OF = Date.parse('2020-01-01T00:00:00Z');
const CUSTOMER_MS = 1_000_000_000;
const VERSION_MS = 1_000;

/** A value of a facet as it was shown. */
export interface Shown {
  readonly customer: string;
  readonly version: number;
}

const DATA: {
  [F in VersionedFacet]: (name: string) => FacetDataMap[F];
} = {
  invoices: name => invoicesData('billing', name),
  payments: name => ({
    payments: [
      {
        source: 'billing',
        id: 'py_1',
        at: '2026-08-01T00:00:00.000Z',
        amount: { amount: 100, currency: 'EUR' },
        status: 'succeeded',
        invoiceNumber: name,
      },
    ],
    retries: [],
    refunds: [],
  }),
  tickets: name => ticketsData('desk', name),
};

/**
 * A reading that tells whose it is and of which version, in its data, which are
 * shown in full, and in its `asOf`, which is shown of a summary as well.
 */
export function versionedData<F extends VersionedFacet>(
  facet: F,
  customer: string,
  version: number,
): FacetReading<FacetDataMap[F]> {
  const index = CUSTOMERS.findIndex(name => name === customer);
  return {
    data: DATA[facet](nameOf(customer, version)),
    asOf: new Date(
      FIRST_AS_OF + index * CUSTOMER_MS + version * VERSION_MS,
    ).toISOString(),
  };
}

/**
 * What a view of a facet shows, if anything.
 *
 * @throws Error when it says two things at once
 */
export function shownIn(view: FacetView<VersionedFacet>): Shown | undefined {
  const asOf = view.sources[0]?.asOf;
  if (asOf === undefined) {
    return undefined;
  }
  const ms = Date.parse(asOf) - FIRST_AS_OF;
  const shown = {
    customer: CUSTOMERS[Math.floor(ms / CUSTOMER_MS)] ?? 'nobody',
    version: (ms % CUSTOMER_MS) / VERSION_MS,
  };
  const name = view.level === 'full' ? nameIn(view.data) : undefined;
  if (name !== undefined && name !== nameOf(shown.customer, shown.version)) {
    throw new Error(`${name} is shown as ${JSON.stringify(shown)}`);
  }
  return shown;
}

function nameIn(
  data: FacetDataMap[VersionedFacet] | undefined,
): string | undefined {
  if (!data) {
    return undefined;
  }
  if ('tickets' in data) {
    return data.tickets[0].subject;
  }
  return 'invoices' in data
    ? data.invoices[0].number
    : data.payments[0].invoiceNumber;
}

function nameOf(customer: string, version: number): string {
  return `${customer} version ${version}`;
}
