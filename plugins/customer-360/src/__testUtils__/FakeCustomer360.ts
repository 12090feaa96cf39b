import type {
  CustomerView,
  FacetId,
  FacetPage,
  LookupRequest,
  LookupResult,
  SinceLook,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  CallOptions,
  ViewOptions,
  Customer360Api,
  CustomerKey,
  FacetPageOptions,
} from '../api/Customer360Api';
import { Customer360Error } from '../api/Customer360Error';
import { facetOf } from '../view/facetOf';
import { brightwaterView } from './brightwater';
import { clockAt, type Clock } from './clock';
import { pastView } from './pastView';
import { brokenView, deniedView, emptyView, hugeView } from './otherViews';

const VIEWS: Record<string, (clock: Clock) => CustomerView> = {
  'cus-8f3a1c': brightwaterView,
  'cus-empty': emptyView,
  'cus-denied': deniedView,
  'cus-broken': brokenView,
  'cus-huge': hugeView,
};

/** The service, from fixtures. */
export class FakeCustomer360 implements Customer360Api {
  /** Nothing, as for whom one never opened. */
  since: SinceLook = { changes: [] };
  readonly briefed: string[] = [];
  readonly refreshed: Array<readonly FacetId[] | undefined> = [];

  async getView(
    { name }: CustomerKey,
    options?: ViewOptions,
  ): Promise<CustomerView> {
    const view = VIEWS[name];
    if (!view) {
      throw new Customer360Error('not_found');
    }
    const shown = view(clockAt(new Date()));
    return options?.asOf ? pastView(shown, options.asOf) : shown;
  }

  async sinceLastLook(): Promise<SinceLook> {
    return this.since;
  }

  async brief(customer: CustomerKey): Promise<CustomerView> {
    this.briefed.push(customer.name);
    return this.getView(customer);
  }

  async getFacetPage<F extends FacetId>(
    customer: CustomerKey,
    facet: F,
    options: FacetPageOptions = {},
  ): Promise<FacetPage<F>> {
    const view = facetOf(await this.getView(customer), facet);
    if (!view) {
      throw new Customer360Error('not_found');
    }
    return {
      facet,
      view,
      nextCursor: options.cursor === undefined ? 'page-2' : undefined,
    };
  }

  async refresh(
    customer: CustomerKey,
    facets?: readonly FacetId[],
    _options?: CallOptions,
  ): Promise<CustomerView> {
    this.refreshed.push(facets);
    return this.getView(customer);
  }

  async lookup({ kind, value }: LookupRequest): Promise<LookupResult> {
    return kind === 'email' && value.endsWith('@brightwater.example')
      ? {
          customers: [
            {
              ref: 'customer:default/cus-8f3a1c',
              namespace: 'default',
              name: 'cus-8f3a1c',
              title: 'Brightwater Logistics',
              source: 'HubSpot',
            },
          ],
          unavailable: ['Zendesk'],
        }
      : { customers: [], unavailable: [] };
  }

  async findBySource(source: string, id: string): Promise<CustomerKey> {
    if (source === 'stripe' && id === 'cus_1') {
      return { namespace: 'default', name: 'cus-8f3a1c' };
    }
    throw new Customer360Error('not_found');
  }
}
