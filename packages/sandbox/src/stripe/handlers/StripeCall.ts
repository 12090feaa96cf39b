import type { VendorRequest, VendorResponse } from '../../server/types.ts';
import type { Company, World } from '../../world/types.ts';
import { expandAll } from '../expand.ts';
import type { PageSource } from '../paging.ts';
import { readPage } from '../paging.ts';
import type { Parameters } from '../Parameters.ts';
import { noSuch } from '../StripeFault.ts';
import type { StripeEvents } from '../StripeEvents.ts';
import type { StripeObjects } from '../StripeObjects.ts';
import type { StripeState } from '../StripeState.ts';

/** One authenticated call, with all that answers it. */
export interface StripeCall {
  readonly request: VendorRequest;
  /** Of the query, or of the form for a POST. */
  readonly parameters: Parameters;
  readonly world: World;
  readonly objects: StripeObjects;
  readonly state: StripeState;
  readonly events: StripeEvents;
  readonly now: Date;
  /** Whether lists over the whole account show the company at an index. */
  lists(index: number): boolean;
  /** Runs once per `Idempotency-Key`. */
  once(execute: () => VendorResponse): VendorResponse;
}

export function answer(call: StripeCall, body: object): VendorResponse {
  return {
    status: 200,
    body: expandAll({ ...body }, call.parameters.list('expand'), call.objects),
  };
}

/** An object by its id in the path, or Stripe's 404. */
export function answerById(
  call: StripeCall,
  prefix: string,
  id: string,
): VendorResponse {
  call.parameters.allow();
  const object = id.startsWith(`${prefix}_`)
    ? call.objects.retrieve(id)
    : undefined;
  if (!object) throw noSuch(prefix, id);
  return answer(call, object);
}

/** The customer that a list is narrowed to, where it is. */
export function customerFilter(
  call: StripeCall,
): { company: Company; account: number } | undefined {
  const id = call.parameters.text('customer');
  if (id === undefined) return undefined;
  const company = call.objects.companyOf(id, 'cus');
  const account = company?.ids.stripe.indexOf(id) ?? -1;
  if (!company || account < 0) throw noSuch('cus', id, 'customer');
  return { company, account };
}

/** A page of records that each company has, rendered one by one. */
export function answerList<T>(
  call: StripeCall,
  options: {
    readonly prefix: string;
    /** The only company whose records it is about. */
    readonly company?: Company;
    readonly records: (company: Company) => readonly T[];
    readonly idOf: (record: T) => string;
    readonly render: (record: T, company: Company) => object;
  },
): VendorResponse {
  const { world } = call;
  const source: PageSource<{ record: T; company: Company }> = {
    prefix: options.prefix,
    from: options.company?.index ?? 0,
    to: options.company?.index ?? world.size - 1,
    records: index => {
      if (!options.company && !call.lists(index)) return [];
      const company = world.company(index);
      return options.records(company).map(record => ({ record, company }));
    },
    idOf: ({ record }) => options.idOf(record),
    indexOf: id => {
      const place = world.ids.stripePlace(id);
      return place?.prefix === options.prefix ? place.index : undefined;
    },
  };
  const page = readPage(call.parameters, source);
  return answer(call, {
    object: 'list',
    data: page.items.map(({ record, company }) =>
      options.render(record, company),
    ),
    has_more: page.hasMore,
    url: call.request.path,
  });
}

export const PAGING = ['limit', 'starting_after', 'ending_before'] as const;
