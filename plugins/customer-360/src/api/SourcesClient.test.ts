import { SourcesClient } from './SourcesClient';

function clientOf(respond: () => Response) {
  const calls: string[] = [];
  const client = new SourcesClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.example/api' },
    fetchApi: {
      fetch: async input => {
        calls.push(String(input).replace('http://portal.example/api/v1', ''));
        return respond();
      },
    },
  });
  return { client, calls };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

describe('SourcesClient', () => {
  it('asks for all sources', async () => {
    const { client, calls } = clientOf(() => json({ sources: [{ id: 'a' }] }));
    expect(await client.list()).toEqual([{ id: 'a' }]);
    expect(calls).toEqual(['/sources']);
  });

  it('asks for what is linked to nothing, page by page', async () => {
    const page = { accounts: [], customers: [] };
    const { client, calls } = clientOf(() => json(page));
    expect(await client.orphans({ source: 'stripe' })).toEqual(page);
    await client.orphans({ source: 'stripe', cursor: 'c=1', limit: 25 });
    expect(calls).toEqual([
      '/sources/orphans?source=stripe',
      '/sources/orphans?source=stripe&cursor=c%3D1&limit=25',
    ]);
  });

  it('says who may not, and takes nothing else for an answer', async () => {
    const denied = clientOf(() => json({}, 403)).client;
    await expect(denied.list()).rejects.toMatchObject({ kind: 'denied' });
    const other = clientOf(() => json({ hello: 'proxy' })).client;
    await expect(other.list()).rejects.toMatchObject({ kind: 'malformed' });
    await expect(other.orphans({ source: 'a' })).rejects.toMatchObject({
      kind: 'malformed',
    });
  });
});
