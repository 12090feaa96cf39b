import type { VendorResponse } from '../../server/types.ts';
import type { Company } from '../../world/types.ts';
import { previousAttributes } from '../previousAttributes.ts';
import { noSuch } from '../StripeFault.ts';
import { endSubscription } from './changeSubscription.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer } from './StripeCall.ts';

const FIELDS = ['name', 'email', 'phone', 'description'] as const;

/** `POST /v1/customers/{id}` */
export function updateCustomer(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  const { parameters } = call;
  parameters.allow(...FIELDS, 'metadata');
  requireCustomer(call, id);
  const change = {
    ...Object.fromEntries(
      FIELDS.flatMap(field => {
        const value = parameters.text(field);
        return value === undefined ? [] : [[field, value]];
      }),
    ),
    metadata: parameters.map('metadata'),
  };
  return call.once(() => {
    const before = call.objects.customer(id) ?? {};
    call.state.changeCustomer(id, change);
    const after = call.objects.customer(id) ?? {};
    call.events.add({
      type: 'customer.updated',
      object: after,
      previous: previousAttributes(before, after),
    });
    return answer(call, after);
  });
}

/** `DELETE /v1/customers/{id}`: for good, and its subscriptions end. */
export function deleteCustomer(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow();
  const company = requireCustomer(call, id);
  return call.once(() => {
    for (const subscription of company.billing.subscriptions) {
      if (
        subscription.stripeCustomer === id &&
        subscription.status !== 'canceled'
      ) {
        endSubscription(call, company, subscription);
      }
    }
    const last = call.objects.customer(id) ?? { id };
    call.state.changeCustomer(id, { deleted: true });
    call.events.add({ type: 'customer.deleted', object: last });
    return answer(call, call.objects.customer(id) ?? {});
  });
}

/** What is deleted can no longer be changed. */
function requireCustomer(call: StripeCall, id: string): Company {
  const company = call.objects.companyOf(id, 'cus');
  const customer = call.objects.customer(id);
  if (!company || !customer || 'deleted' in customer) throw noSuch('cus', id);
  return company;
}
