import type { VendorResponse } from '../../server/types.ts';
import { renderCoupon } from '../objects/discount.ts';
import { noSuch } from '../StripeFault.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer } from './StripeCall.ts';

/**
 * The merchant chooses a coupon's id, so it has no prefix. None is limited to
 * some products: `applies_to` stays away, also where it is asked for.
 */
export function getCoupon(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow();
  const coupon = renderCoupon(id);
  if (!coupon) throw noSuch('coupon', id);
  return answer(call, coupon);
}
