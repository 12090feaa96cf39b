import type { VendorResponse } from '../../server/types.ts';
import { ACCOUNT_ID, ACCOUNT_NAME } from '../wire.ts';
import { CATALOGUE_CREATED } from '../objects/price.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer } from './StripeCall.ts';

/** Whose key it is; a restricted key sees little more. */
export function getAccount(call: StripeCall): VendorResponse {
  call.parameters.allow();
  return answer(call, {
    id: ACCOUNT_ID,
    object: 'account',
    business_profile: {
      mcc: null,
      name: ACCOUNT_NAME,
      product_description: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: 'company',
    capabilities: {},
    charges_enabled: true,
    country: 'DE',
    created: CATALOGUE_CREATED,
    default_currency: 'eur',
    details_submitted: true,
    email: 'finance@meridian-fleet.example',
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${ACCOUNT_ID}/external_accounts`,
    },
    metadata: {},
    payouts_enabled: true,
    settings: {
      dashboard: { display_name: ACCOUNT_NAME, timezone: 'Etc/UTC' },
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: 'standard',
  });
}
