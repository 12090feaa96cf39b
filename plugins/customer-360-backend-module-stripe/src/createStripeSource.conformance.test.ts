import {
  describeSourceConformance,
  type VendorSpoiler,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import {
  account,
  createTestSource,
  createWorld,
  respondFrom,
} from './__testUtils__/fakeStripe';
import { list, NOW, type Json } from './__testUtils__/stripeObjects';

/** Changes every object of an answer, in lists and alone. */
function mapObjects(change: (object: Json) => Json): VendorSpoiler {
  return (_request, { json }) => {
    const body = json as Json;
    return Array.isArray(body.data)
      ? { json: { ...body, data: body.data.map(change) } }
      : { json: change(body) };
  };
}

describeSourceConformance({
  name: 'Stripe',
  createSource: createTestSource,
  account,
  now: NOW,
  respond: respondFrom(createWorld()),
  neverEmpty: ['account'],
  withoutLists: ['account'],
  empty: (_request, answer) => {
    const body = answer.json as Json;
    return {
      json: Array.isArray(body.data) ? list([]) : { ...body, balance: 0 },
    };
  },
  deleted: ({ path }, answer) =>
    path.startsWith('/v1/customers/cus_') && !path.includes('balance')
      ? { json: { id: account.id, object: 'customer', deleted: true } }
      : answer,
  wrongCustomer: mapObjects(object => ({
    ...object,
    ...(object.object === 'customer' && { id: 'cus_other' }),
    ...('customer' in object && { customer: 'cus_other' }),
  })),
  unknownEnum: mapObjects(object => ({
    ...object,
    ...('status' in object && { status: 'quantum' }),
    ...('billing_scheme' in object && { billing_scheme: 'quantum' }),
    ...('end_behavior' in object && { end_behavior: 'quantum' }),
    ...('duration' in object && { duration: 'quantum' }),
    ...('reason' in object && { reason: 'quantum' }),
    ...('collection_method' in object && { collection_method: 'quantum' }),
  })),
  wrongType: mapObjects(object => ({ ...object, id: 4711 })),
  endless: ({ query }, answer) => {
    const body = answer.json as Json;
    if (!Array.isArray(body.data) || body.data.length === 0) {
      return answer;
    }
    const page = Number(query.get('starting_after')?.split('_page')[1] ?? 0);
    const data = Array.from({ length: 100 }, (_, index) => ({
      ...(body.data as Json[])[0],
      id: `x${index}_page${page + 1}`,
    }));
    return { json: { ...body, data, has_more: true } };
  },
});
