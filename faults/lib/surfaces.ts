import assert from 'node:assert/strict';
import { rest } from './times.ts';
import { pathOf, type Visitor } from './views.ts';

/** Of each, whether the customer is there for the visitor. */
type Surface = (visitor: Visitor, customer: number) => Promise<boolean>;

const EVERY_MS = 100;

/** All places of a portal where a customer shows, or does not. */
export const SURFACES = {
  view: (visitor, customer) => there(visitor, `${pathOf(customer)}/view`),
  'view, asked whether it has changed': revalidated,
  facet: (visitor, customer) =>
    there(visitor, `${pathOf(customer)}/facets/tickets`),
  stream: (visitor, customer) => there(visitor, `${pathOf(customer)}/stream`),
  access: (visitor, customer) => there(visitor, `${pathOf(customer)}/access`),
  'by an id at a vendor': (visitor, customer) =>
    there(visitor, `/by/s0/a${customer}`),
  'catalog entity': async (visitor, customer) => {
    const { status } = await ofPortal(
      visitor,
      `catalog/entities/by-name/customer/default/c${customer}`,
    );
    assert.ok(status === 200 || status === 404, `${status}`);
    return status === 200;
  },
  'catalog list': async (visitor, customer) => {
    const { items } = await listed(visitor);
    return items.some(({ metadata }) => metadata.name === `c${customer}`);
  },
  'catalog count': async (visitor, customer) => {
    const { items, totalItems } = await listed(
      visitor,
      `filter=kind=customer,metadata.name=c${customer}`,
    );
    assert.equal(items.length, totalItems);
    return totalItems > 0;
  },
  'catalog facets': async (visitor, customer) => {
    const { facets } = await read<{
      facets: Record<string, Array<{ value: string }>>;
    }>(
      visitor,
      'catalog/entity-facets?facet=metadata.name&filter=kind=customer',
    );
    return facets['metadata.name'].some(
      ({ value }) => value === `c${customer}`,
    );
  },
  search: async (visitor, customer) => {
    const { results } = await read<{
      results: Array<{ document: { location: string } }>;
    }>(visitor, `search/query?term=c${customer}&types[0]=customer`);
    return results.some(({ document }) =>
      document.location.endsWith(`/c${customer}`),
    );
  },
} satisfies Record<string, Surface>;

export type SurfaceName = keyof typeof SURFACES;

export const SURFACE_NAMES = Object.keys(SURFACES) as SurfaceName[];

/** What asks the policy anew with each request, and keeps no answer of it. */
export const UNKEPT = SURFACE_NAMES.filter(name => /catalog|search/.test(name));

/**
 * Looks at all surfaces until the customer is there, or not, on each, and once
 * more then.
 *
 * @param within - of milliseconds from `since`: whoever asks later must see it so
 * @returns the longest that any surface took
 */
export async function becomes(options: {
  visitors: readonly Visitor[];
  customer: number;
  shown: boolean;
  within: number;
  /** By `performance.now()`. */
  since: number;
  surfaces?: readonly SurfaceName[];
}): Promise<number> {
  const {
    customer,
    shown,
    since,
    surfaces = SURFACE_NAMES,
    visitors,
  } = options;
  const all = visitors.flatMap((visitor, at) =>
    surfaces.map(name => ({
      visitor,
      name,
      of: `${name} of instance ${at + 1}`,
    })),
  );
  const took = await Promise.all(
    all.map(async ({ name, of, visitor }) => {
      for (;;) {
        const askedAt = performance.now() - since;
        if ((await SURFACES[name](visitor, customer)) === shown) {
          return askedAt;
        }
        assert.ok(
          askedAt < options.within,
          `${of}: c${customer} is still ${
            shown ? 'hidden' : 'shown'
          } to who asks ${Math.round(askedAt)} ms later`,
        );
        await rest(EVERY_MS);
      }
    }),
  );
  await is({ visitors, customer, shown, surfaces });
  return Math.max(...took);
}

/** Now, on all surfaces. */
export async function is(options: {
  visitors: readonly Visitor[];
  customer: number;
  shown: boolean;
  surfaces?: readonly SurfaceName[];
}): Promise<void> {
  const { customer, shown, surfaces = SURFACE_NAMES, visitors } = options;
  const wrong = await Promise.all(
    visitors.flatMap((visitor, at) =>
      surfaces.map(async name =>
        (await SURFACES[name](visitor, customer)) === shown
          ? []
          : [`${name} of instance ${at + 1}`],
      ),
    ),
  );
  assert.deepEqual(wrong.flat(), [], shown ? 'hidden on' : 'shown on');
}

/** What was shown before is known, and only asked about. */
async function revalidated(
  visitor: Visitor,
  customer: number,
): Promise<boolean> {
  const path = `${pathOf(customer)}/view`;
  const tags = ETAGS.get(visitor) ?? new Map<number, string>();
  ETAGS.set(visitor, tags);
  const known = tags.get(customer);
  const { headers, status } = await (known
    ? visitor.revalidate(path, known)
    : visitor.get(path));
  assert.ok([200, 304, 404].includes(status), `${status}`);
  const etag = headers.get('etag');
  if (status === 200 && etag) {
    tags.set(customer, etag);
  }
  return status !== 404;
}

const ETAGS = new WeakMap<Visitor, Map<number, string>>();

async function there(visitor: Visitor, path: string): Promise<boolean> {
  const { status, text } = await visitor.get(path);
  assert.ok(status === 200 || status === 404, `${path}: ${status} ${text}`);
  return status === 200;
}

async function listed(
  visitor: Visitor,
  query = 'filter=kind=customer&limit=500',
) {
  return read<{
    items: Array<{ metadata: { name: string } }>;
    totalItems: number;
  }>(visitor, `catalog/entities/by-query?${query}`);
}

async function read<T>(visitor: Visitor, path: string): Promise<T> {
  const { body, status } = await ofPortal(visitor, path);
  assert.equal(status, 200, `${path}: ${status} ${body}`);
  return JSON.parse(body) as T;
}

/** A path of any plugin of the visitor's portal. */
export async function ofPortal(
  { headers, portal }: Visitor,
  path: string,
): Promise<{ status: number; body: string }> {
  const answer = await fetch(`${portal.url}/api/${path}`, { headers });
  return { status: answer.status, body: await answer.text() };
}
