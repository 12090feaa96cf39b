import { createRouteRef } from '@backstage/core-plugin-api';

/** Mount points of the tabs in the legacy frontend system. @internal */
export const legacyTabRouteRefs = {
  overview: createRouteRef({ id: 'customer-360/overview' }),
  profile: createRouteRef({ id: 'customer-360/profile' }),
  billing: createRouteRef({ id: 'customer-360/billing' }),
  contract: createRouteRef({ id: 'customer-360/contract' }),
  usage: createRouteRef({ id: 'customer-360/usage' }),
  relationship: createRouteRef({ id: 'customer-360/relationship' }),
  support: createRouteRef({ id: 'customer-360/support' }),
  upcoming: createRouteRef({ id: 'customer-360/upcoming' }),
  access: createRouteRef({ id: 'customer-360/access' }),
};
