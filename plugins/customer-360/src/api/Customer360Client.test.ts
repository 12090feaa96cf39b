import { emptyView } from '../__testUtils__/otherViews';
import { clockAt } from '../__testUtils__/clock';
import { Customer360Client } from './Customer360Client';
import { isAbort } from './Customer360Error';

const discoveryApi = {
  getBaseUrl: async (plugin: string) => `http://portal.example/api/${plugin}`,
};
const acme = { namespace: 'default', name: 'cus 1/2' };

function clientOf(respond: (url: string, init?: RequestInit) => Response) {
  const calls: Array<{ url: string; init?: RequestInit }> = [];
  const client = new Customer360Client({
    discoveryApi,
    fetchApi: {
      fetch: async (input, init) => {
        calls.push({ url: String(input), init });
        return respond(String(input), init);
      },
    },
  });
  return { client, calls };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

describe('Customer360Client', () => {
  const view = emptyView(clockAt(new Date()));

  it('asks for the view of exactly the customer that is named', async () => {
    const { client, calls } = clientOf(() => json(view));
    await expect(client.getView(acme)).resolves.toEqual(view);
    expect(calls[0].url).toBe(
      'http://portal.example/api/customer-360/v1/customers/default/cus%201%2F2/view',
    );
  });

  it('says that an open page only renews what it shows', async () => {
    const { client, calls } = clientOf(() => json(view));
    await client.getView(acme, { look: 'refreshed' });
    expect(calls[0].init?.headers).toEqual({
      'x-customer-360-look': 'refreshed',
    });
  });

  it('hands cursor and limit on, encoded', async () => {
    const { client, calls } = clientOf(() =>
      json({ facet: 'invoices', view: view.sections.billing!.facets.invoices }),
    );
    await client.getFacetPage(acme, 'invoices', { cursor: 'a&b', limit: 25 });
    expect(calls[0].url).toMatch(/\/facets\/invoices\?cursor=a%26b&limit=25$/);
  });

  it('keeps what a caller gives out of the URL', async () => {
    const { client, calls } = clientOf(() =>
      json({ customers: [], unavailable: [] }),
    );
    await client.lookup({ kind: 'email', value: 'ines@brightwater.example' });
    expect(calls[0].url).not.toContain('ines');
    expect(calls[0].init).toMatchObject({
      method: 'POST',
      body: '{"kind":"email","value":"ines@brightwater.example"}',
    });
  });

  it('gives the view after a refresh of some facets', async () => {
    const { client, calls } = clientOf(() => json(view));
    await expect(client.refresh(acme, ['tickets'])).resolves.toEqual(view);
    expect(calls[0].init?.body).toBe('{"facets":["tickets"]}');
  });

  it('takes namespace and name of a link, and no more', async () => {
    const { client } = clientOf(() =>
      json({ ref: 'x', namespace: 'default', name: 'acme', title: 'Acme' }),
    );
    await expect(client.findBySource('stripe', 'cus_1')).resolves.toEqual({
      namespace: 'default',
      name: 'acme',
    });
  });

  it.each([
    [400, 'invalid'],
    [401, 'signed_out'],
    [403, 'denied'],
    [404, 'not_found'],
    [409, 'conflict'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('says of a %d in our words that it is %s', async (status, kind) => {
    const { client } = clientOf(() =>
      json({ error: { message: 'secret of the server' } }, status),
    );
    const error = await client.getView(acme).catch(e => e);
    expect(error).toMatchObject({ kind });
    expect(error.message).not.toContain('secret');
  });

  it('says of an id that several customers claim that it is ambiguous', async () => {
    const { client } = clientOf(() => json({}, 409));
    await expect(client.findBySource('stripe', 'cus_1')).rejects.toMatchObject({
      kind: 'ambiguous',
    });
  });

  it('asks for a past day, in the eyes of a role too', async () => {
    const { client, calls } = clientOf(() => json(view));
    const asOf = '2026-09-12';
    await client.getView(acme, { asOf });
    await client.getView(acme, {
      asOf,
      preview: { role: 'csm', scope: 'own' },
    });
    expect(calls.map(({ url }) => new URL(url).search)).toEqual([
      '?asOf=2026-09-12',
      '?asOf=2026-09-12&as=csm&scope=own',
    ]);
  });

  it('asks for a preview by role and scope, of the view and of its lists', async () => {
    const { client, calls } = clientOf(url =>
      json(
        url.includes('/facets/')
          ? { facet: 'invoices', view: view.sections.billing!.facets.invoices }
          : view,
      ),
    );
    const preview = { role: 'csm', scope: 'own' } as const;
    await client.getView(acme, { preview });
    await client.getFacetPage(acme, 'invoices', { cursor: 'c', preview });
    expect(calls.map(({ url }) => new URL(url).search)).toEqual([
      '?as=csm&scope=own',
      '?cursor=c&as=csm&scope=own',
    ]);
  });

  it.each([
    ['a page of a proxy', new Response('<html>sign in</html>')],
    ['another object', json({ hello: 'world' })],
    ['null', json(null)],
  ])('takes %s for no data', async (_name, response) => {
    const { client } = clientOf(() => response);
    await expect(client.getView(acme)).rejects.toMatchObject({
      kind: 'malformed',
    });
  });

  it('tells an unreachable portal from an abort', async () => {
    const { client } = clientOf(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(client.getView(acme)).rejects.toMatchObject({
      kind: 'offline',
    });
    const { client: aborted } = clientOf((_url, init) => {
      init?.signal?.throwIfAborted();
      return json(view);
    });
    const error = await aborted
      .getView(acme, { signal: AbortSignal.abort() })
      .catch(e => e);
    expect(isAbort(error)).toBe(true);
  });
});
