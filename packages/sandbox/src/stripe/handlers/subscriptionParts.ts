import { ITEMS_PER_SUBSCRIPTION } from '../../world/ids.ts';
import type {
  Company,
  Subscription,
  SubscriptionItem,
} from '../../world/types.ts';
import type { Parameters } from '../Parameters.ts';
import { renderCoupon } from '../objects/discount.ts';
import { invalid, noSuch, StripeFault } from '../StripeFault.ts';
import type { StripeCall } from './StripeCall.ts';

/** The world's own prices of a subscription stay below this ordinal. */
const FIRST_LATER_PRICE = 500_000;
const LARGEST_QUANTITY = 999_999;
const YEAR_MS = 366 * 86_400_000;

/** What `items` makes of the items; undefined where it was not sent. */
export function changedItems(
  call: StripeCall,
  company: Company,
  subscription: Subscription,
): readonly SubscriptionItem[] | undefined {
  const given = call.parameters.each('items');
  if (!given) return undefined;
  const items = [...subscription.items];
  for (const each of given) {
    each.allow('deleted', 'id', 'price', 'price_data', 'quantity');
    const id = each.text('id');
    const at = items.findIndex(item => item.id === id);
    if (id !== undefined && at === -1) {
      throw noSuch('si', id, each.path('id'));
    }
    if (id !== undefined && each.boolean('deleted')) {
      items.splice(at, 1);
    } else if (id === undefined) {
      items.push(addedItem(call, company, subscription, items, each));
    } else {
      items[at] = changedItem(call, company, items[at], each);
    }
  }
  if (items.length === 0) {
    throw invalid(
      'A subscription must have at least one active plan. In order to cancel a subscription, please use the cancel API endpoint instead.',
      'items',
    );
  }
  return items;
}

function addedItem(
  call: StripeCall,
  company: Company,
  subscription: Subscription,
  others: readonly SubscriptionItem[],
  given: Parameters,
): SubscriptionItem {
  const ordinal = call.world.ids.stripePlace(subscription.id)?.ordinal ?? 0;
  const taken = new Set(others.map(item => item.id));
  const id = Array.from({ length: ITEMS_PER_SUBSCRIPTION }, (_, at) =>
    call.world.ids.stripe(
      'si',
      company.index,
      ordinal * ITEMS_PER_SUBSCRIPTION + at,
    ),
  ).find(each => !taken.has(each));
  if (id === undefined) {
    throw new StripeFault(
      400,
      'A subscription can have at most 16 items here.',
    );
  }
  if (
    given.text('price') === undefined &&
    given.within('price_data') === undefined
  ) {
    throw invalid(
      `Missing required param: ${given.path('price')}.`,
      given.path('price'),
      'parameter_missing',
    );
  }
  return changedItem(call, company, { ...others[0], id, quantity: 1 }, given);
}

function changedItem(
  call: StripeCall,
  company: Company,
  item: SubscriptionItem,
  given: Parameters,
): SubscriptionItem {
  const quantity = given.integer('quantity') ?? item.quantity;
  if (quantity < 0 || quantity > LARGEST_QUANTITY) {
    throw invalid(
      'This value must be greater than or equal to 0.',
      given.path('quantity'),
      'parameter_invalid_integer',
    );
  }
  return {
    ...item,
    ...(pricedAs(call, company, given) ?? pricedAnew(call, company, given)),
    quantity,
  };
}

type Priced = Omit<SubscriptionItem, 'id' | 'quantity'>;

function pricedAs(
  call: StripeCall,
  company: Company,
  given: Parameters,
): Priced | undefined {
  const price = given.text('price');
  if (price === undefined) return undefined;
  const found = call.objects.itemOfPrice(price);
  if (!found) throw noSuch('price', price, given.path('price'));
  if (found.company.currency !== company.currency) {
    throw invalid(
      `The price specified only supports \`${found.company.currency.toLowerCase()}\`. This doesn't match the expected currency: \`${company.currency.toLowerCase()}\`.`,
      given.path('price'),
    );
  }
  const { id: _id, quantity: _quantity, ...priced } = found.item;
  return priced;
}

/** A price made for this subscription alone, as `price_data` does. */
function pricedAnew(
  call: StripeCall,
  company: Company,
  given: Parameters,
): Priced | undefined {
  const data = given.within('price_data');
  if (!data) return undefined;
  data.allow('currency', 'product', 'recurring', 'unit_amount');
  const product = data.text('product');
  const known = company.billing.subscriptions
    .flatMap(each => each.items)
    .find(item => item.productId === product);
  if (product === undefined || !known) {
    throw noSuch('prod', product ?? '', data.path('product'));
  }
  if (data.text('currency')?.toLowerCase() !== company.currency.toLowerCase()) {
    throw invalid(
      `The currency must be \`${company.currency.toLowerCase()}\`, as of the subscription.`,
      data.path('currency'),
    );
  }
  const recurring = data.within('recurring');
  const interval = recurring?.text('interval') ?? known.interval;
  const unitAmount = data.integer('unit_amount');
  if (
    (interval !== 'month' && interval !== 'year') ||
    unitAmount === undefined
  ) {
    throw invalid(
      unitAmount === undefined
        ? `Missing required param: ${data.path('unit_amount')}.`
        : `Invalid interval: must be one of month or year`,
      data.path(unitAmount === undefined ? 'unit_amount' : 'recurring'),
    );
  }
  return {
    priceId: call.world.ids.stripe(
      'price',
      company.index,
      FIRST_LATER_PRICE +
        company.billing.subscriptions.flatMap(each => each.changes).length,
    ),
    productId: known.productId,
    productName: known.productName,
    unitAmount,
    interval,
    intervalCount: recurring?.integer('interval_count') ?? 1,
    tiers: undefined,
  };
}

/** What `discounts` makes of the discount: at most one coupon here. */
export function changedDiscount(
  call: StripeCall,
  company: Company,
  subscription: Subscription,
): Pick<Subscription, 'discount'> | undefined {
  if (call.parameters.unsets('discounts')) {
    return { discount: undefined };
  }
  const given = call.parameters.each('discounts');
  if (!given) return undefined;
  for (const each of given) each.allow('coupon', 'discount');
  const [first] = given;
  const couponId = first?.text('coupon');
  if (given.length !== 1 || couponId === undefined) {
    throw new StripeFault(400, 'The sandbox takes exactly one coupon.', {
      param: 'discounts',
    });
  }
  const coupon = renderCoupon(couponId);
  if (!coupon) throw noSuch('coupon', couponId, first.path('coupon'));
  const start = call.now.toISOString();
  const ordinal = call.world.ids.stripePlace(subscription.id)?.ordinal ?? 0;
  const duration =
    (['repeating', 'once'] as const).find(each => each === coupon.duration) ??
    'forever';
  return {
    discount: {
      id: call.world.ids.stripe('di', company.index, ordinal),
      couponId,
      name: coupon.name ?? couponId,
      percentOff: coupon.percent_off ?? 0,
      duration,
      start,
      end:
        duration === 'repeating'
          ? new Date(call.now.getTime() + YEAR_MS).toISOString()
          : undefined,
    },
  };
}
