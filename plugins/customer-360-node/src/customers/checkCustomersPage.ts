import { CUSTOMER_LIFECYCLES } from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type {
  CustomersPage,
  GoneCustomer,
  ListedCustomer,
} from './SourceCustomers';

/** Of one page. */
const MAX_CUSTOMERS = 500;
const MAX_LINKED_IDS = 20;

// An annotation holds several ids by comma, and a name in a log ends at a space.
const id = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\s,\p{Cc}]+$/u);

const email = z
  .string()
  .max(254)
  .regex(/^[^\s@,]+@[^\s@,]+$/);

const gone = z.strictObject({ id, gone: z.literal(true) });

const listed = z.strictObject({
  id,
  title: z.string().trim().min(1).max(200),
  domain: z
    .string()
    .max(253)
    .regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/)
    .optional(),
  segment: z.string().min(1).max(63).optional(),
  lifecycle: z.enum(CUSTOMER_LIFECYCLES).optional(),
  owner: email.optional(),
  team: z
    .array(
      z.strictObject({
        role: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
        email,
      }),
    )
    .max(20),
  parent: id.optional(),
  links: z.record(
    z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
    z.array(id).max(MAX_LINKED_IDS),
  ),
  updatedAt: z.iso.datetime().optional(),
});

const customers = z.array(z.union([gone, listed])).max(MAX_CUSTOMERS);

const page = z.strictObject({
  customers,
  cursor: z.string().max(2_000),
  last: z.boolean(),
});

/**
 * A page as the contract has it.
 *
 * @throws Error when it is anything else; it quotes nothing of the page
 * @public
 */
export function checkCustomersPage(value: unknown): CustomersPage {
  return checked(page, value);
}

/**
 * The same for accounts that were asked for by id.
 *
 * @throws Error when they are anything else, or others than were asked for
 * @public
 */
export function checkCustomers(
  value: unknown,
  asked: readonly string[],
): Array<ListedCustomer | GoneCustomer> {
  const given = checked(customers, value);
  const wanted = new Set(asked);
  if (given.some(customer => !wanted.has(customer.id))) {
    throw new Error('The source gave another customer than was asked for');
  }
  return given;
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `The source lists customers in another form than agreed, at ${
        issue.path.map(String).join('.') || 'its root'
      }`,
    );
  }
  return result.data;
}
