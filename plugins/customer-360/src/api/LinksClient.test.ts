import { LinksClient } from './LinksClient';

function clientOf(respond: () => Response) {
  const calls: Array<[string, string, unknown]> = [];
  const client = new LinksClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.example/api' },
    fetchApi: {
      fetch: async (input, init) => {
        calls.push([
          init?.method ?? 'GET',
          String(input).replace('http://portal.example/api/v1/customers', ''),
          init?.body && JSON.parse(String(init.body)),
        ]);
        return respond();
      },
    },
  });
  return { client, calls };
}

const acme = { namespace: 'default', name: 'acme' };
const account = { source: 'desk', id: 'a/b?c' };
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

describe('LinksClient', () => {
  it('asks for the links of a customer', async () => {
    const view = { sources: [], history: [] };
    const { client, calls } = clientOf(() => json(view));
    expect(await client.getLinks(acme)).toEqual(view);
    expect(calls).toEqual([['GET', '/default/acme/links', undefined]]);
  });

  it('confirms and undoes, whatever an id looks like', async () => {
    const link = { id: 'a/b?c', rule: 'manual', confidence: 'certain' };
    const confirming = clientOf(() => json(link));
    expect(await confirming.client.confirmLink(acme, account)).toEqual(link);
    await confirming.client.confirmLink(acme, account, {
      reason: 'Shared',
      force: true,
    });
    const path = '/default/acme/links/desk/a%2Fb%3Fc';
    expect(confirming.calls).toEqual([
      ['PUT', path, {}],
      ['PUT', path, { reason: 'Shared', force: true }],
    ]);
    const undoing = clientOf(() => new Response(null, { status: 204 }));
    await undoing.client.undoLink(acme, account, 'Not theirs');
    expect(undoing.calls).toEqual([['DELETE', path, { reason: 'Not theirs' }]]);
  });

  it('says that another customer has it', async () => {
    const { client } = clientOf(() => json({}, 409));
    await expect(client.confirmLink(acme, account)).rejects.toMatchObject({
      kind: 'conflict',
    });
  });
});
