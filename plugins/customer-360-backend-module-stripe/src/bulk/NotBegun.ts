import { toSourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type Stripe from 'stripe';
import { validate } from '../api/drift';
import { listOf } from '../api/fields';
import { scheduleSchema, type StripeSchedule } from '../api/wire';
import type { Gaps } from '../records/Gaps';

const PAGE_SIZE = 100;
/** Few have bought what begins later; of more than these, nobody's are known. */
const MOST_PAGES = 20;

/**
 * The schedules that have made no subscription yet, of all customers, read once:
 * no customer of the list has them with it.
 */
export class NotBegun {
  #read?: Promise<ReadonlyMap<string, readonly StripeSchedule[]> | undefined>;

  /**
   * By customer. None, and a gap, where they could not all be read.
   *
   * @throws SourceError where another read may bring them
   */
  async byCustomer(
    stripe: Stripe,
    gaps: Gaps,
  ): Promise<ReadonlyMap<string, readonly StripeSchedule[]>> {
    const reading = (this.#read ??= readAll(stripe));
    reading.catch(() => {
      this.#read = undefined;
    });
    const sentence = 'Subscriptions that have not begun yet could not be read';
    const all = await gaps.attempt(sentence, reading);
    if (!all) {
      gaps.add(sentence);
    }
    return all ?? new Map();
  }
}

/** @returns undefined where there are more than are read */
async function readAll(stripe: Stripe) {
  const found = new Map<string, StripeSchedule[]>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await listed(stripe, cursor);
    const { data, has_more: more } = validate(
      listOf(scheduleSchema),
      page,
    ).data;
    for (const schedule of data) {
      const { customer, subscription } = schedule;
      if (subscription) {
        // Begun meanwhile: it comes with its customer.
        continue;
      }
      found.set(customer, [...(found.get(customer) ?? []), schedule]);
    }
    cursor = data.at(-1)?.id;
    if (!more || cursor === undefined) {
      return more ? undefined : found;
    }
  }
  return undefined;
}

/** @throws SourceError */
async function listed(stripe: Stripe, cursor: string | undefined) {
  try {
    return await stripe.subscriptionSchedules.list({
      limit: PAGE_SIZE,
      starting_after: cursor,
      scheduled: true,
    });
  } catch (caught) {
    throw toSourceError(caught);
  }
}
