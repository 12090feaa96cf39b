import {
  SourceError,
  toSourceError,
  type LinkedAccount,
  type SourceContext,
  type SourceLinker,
  type SourceLookup,
} from '@customer-360/backstage-plugin-customer-360-node';
import type Stripe from 'stripe';
import { z } from 'zod';
import { validate } from '../api/drift';
import { idField, refField } from '../api/fields';

/** More hits than this are no answer to "who is this?". */
const MAX_HITS = 10;

const customersSchema = z.object({ data: z.array(z.object({ id: idField })) });
const addressedSchema = z.object({
  data: z.array(z.object({ id: idField, email: z.string().nullish() })),
});
const invoicesSchema = z.object({
  data: z.array(z.object({ customer: refField.nullable() })),
});
const customerSchema = z.object({
  id: idField,
  deleted: z.boolean().optional(),
});

export interface StripeFinderOptions {
  client(context: SourceContext): Promise<Stripe>;
  /** Metadata key that holds the entity's name. */
  readonly externalIdMetadata?: string;
}

/**
 * Finds customers at Stripe: by the company's own id in metadata, else by an
 * address of the company's domain; never by name. Stripe knows no domains.
 *
 * @returns the `link` and `lookup` of the source
 */
export function createStripeFinder({
  client,
  externalIdMetadata,
}: StripeFinderOptions): { link: SourceLinker; lookup: SourceLookup } {
  const byMetadata = async (
    key: string,
    customer: LinkedAccount['customer'],
    context: SourceContext,
  ) => {
    const name = customer.ref.slice(customer.ref.lastIndexOf('/') + 1);
    const quoted = quoteForSearch(name);
    if (!quoted) {
      return [];
    }
    const stripe = await client(context);
    const found = await read(
      () =>
        stripe.customers.search({
          query: `metadata["${key}"]:${quoted}`,
          limit: MAX_HITS,
        }),
      customersSchema,
    );
    return unique(found.data.map(({ id }) => id));
  };

  /** The search knows parts of addresses: what it finds is looked at. */
  const byEmail = async (domain: string, context: SourceContext) => {
    if (!/^[a-z0-9.-]{3,253}$/.test(domain)) {
      return [];
    }
    const stripe = await client(context);
    const found = await read(
      () =>
        stripe.customers.search({
          query: `email~"@${domain}"`,
          limit: MAX_HITS,
        }),
      addressedSchema,
    );
    return unique(
      found.data.flatMap(({ id, email }) =>
        email?.toLowerCase().endsWith(`@${domain}`) ? [id] : [],
      ),
    );
  };

  return {
    link: {
      async candidates(customer, context) {
        const named = externalIdMetadata
          ? await byMetadata(externalIdMetadata, customer, context)
          : [];
        if (named.length > 0) {
          return named.map(id => ({ id, rule: 'metadata' }));
        }
        const domain = customer.domain?.toLowerCase();
        return domain === undefined
          ? []
          : (await byEmail(domain, context)).map(id => ({
              id,
              rule: 'email',
            }));
      },
    },
    lookup: {
      async account(value, context) {
        if (!/^cus_[A-Za-z0-9]{1,100}$/.test(value)) {
          return [];
        }
        const stripe = await client(context);
        try {
          const found = await read(
            () => stripe.customers.retrieve(value),
            customerSchema,
          );
          return found.deleted || found.id !== value ? [] : [found.id];
        } catch (error) {
          if (SourceError.is(error) && error.reason === 'not_found') {
            return [];
          }
          throw error;
        }
      },

      async email(value, context) {
        // Stripe compares exactly and with care for case.
        const stripe = await client(context);
        const spellings = unique([value, value.toLocaleLowerCase('en-US')]);
        const lists = await Promise.all(
          spellings.map(email =>
            read(
              () => stripe.customers.list({ email, limit: MAX_HITS }),
              customersSchema,
            ),
          ),
        );
        return unique(lists.flatMap(({ data }) => data.map(({ id }) => id)));
      },

      async invoice(value, context) {
        const quoted = quoteForSearch(value);
        if (!quoted) {
          return [];
        }
        const stripe = await client(context);
        const found = await read(
          () =>
            stripe.invoices.search({
              query: `number:${quoted}`,
              limit: MAX_HITS,
            }),
          invoicesSchema,
        );
        return unique(found.data.flatMap(({ customer }) => customer ?? []));
      },
    },
  };
}

async function read<T>(
  call: () => Promise<unknown>,
  schema: z.ZodType<T>,
): Promise<T> {
  let value: unknown;
  try {
    value = await call();
  } catch (error) {
    throw toSourceError(error);
  }
  return validate(schema, value).data;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].slice(0, MAX_HITS);
}

/**
 * A value inside quotes of Stripe's search language; undefined for what is no
 * value anybody would search for.
 */
export function quoteForSearch(value: string): string | undefined {
  return /^\P{Cc}{1,200}$/u.test(value)
    ? `"${value.replace(/[\\"]/g, '\\$&')}"`
    : undefined;
}
