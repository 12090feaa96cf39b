import { askedGrant } from '../__testUtils__/FakeAccess';
import { AccessClient } from './AccessClient';

const acme = { namespace: 'default', name: 'acme' };

function clientOf(respond: () => Response) {
  const calls: Array<[string, string, unknown]> = [];
  const client = new AccessClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.example/api' },
    fetchApi: {
      fetch: async (input, init) => {
        calls.push([
          init?.method ?? 'GET',
          String(input).replace('http://portal.example/api/v1', ''),
          init?.body && JSON.parse(String(init.body)),
        ]);
        return respond();
      },
    },
  });
  return { client, calls };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

describe('AccessClient', () => {
  it('asks, decides and revokes by the service’s contract', async () => {
    const { client, calls } = clientOf(() => json(askedGrant, 201));
    const { scope, tier, labels, reason, expiresAt } = askedGrant;
    const request = { scope, tier, labels, reason, expiresAt };
    await client.ask(request);
    await client.decide('a/b', 'refuse', 'No');
    await client.decide('a', 'approve', '');
    await client.revoke('a');
    expect(calls).toEqual([
      ['POST', '/grants', request],
      ['POST', '/grants/a%2Fb', { decision: 'refuse', note: 'No' }],
      ['POST', '/grants/a', { decision: 'approve' }],
      ['DELETE', '/grants/a', undefined],
    ]);
  });

  it('lists by whose they are, page by page', async () => {
    const { client, calls } = clientOf(() => json({ grants: [] }));
    await client.listGrants({ view: 'managed', cursor: 'c=1', limit: 25 });
    expect(calls[0][1]).toBe('/grants?view=managed&cursor=c%3D1&limit=25');
  });

  it('takes nothing for an answer that is none', async () => {
    const { client } = clientOf(() => json({}));
    const answers = [
      client.getAccess(acme),
      client.getPeople(acme),
      client.listRoles(),
      client.getPerson(acme),
      client.listGrants({ view: 'own' }),
    ];
    for (const answer of answers) {
      await expect(answer).rejects.toMatchObject({ kind: 'malformed' });
    }
  });
});
