import { LedgerClient } from './LedgerClient';

function clientOf(respond: () => Response) {
  const calls: string[] = [];
  const client = new LedgerClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.example/api' },
    fetchApi: {
      fetch: async input => {
        calls.push(
          String(input).replace('http://portal.example/api/v1/ledger', ''),
        );
        return respond();
      },
    },
  });
  return { client, calls };
}

const json = (body: unknown) => new Response(JSON.stringify(body));

const lines = (body: BodyInit) =>
  new Response(body, { headers: { 'content-type': 'application/x-ndjson' } });

const FILTER = {
  customer: 'customer:default/acme',
  person: 'user:default/mara',
  from: '2026-11-25T00:00:00.000Z',
  to: '2026-11-26T00:00:00.000Z',
};
const FILTER_QUERY =
  'customer=customer%3Adefault%2Facme&person=user%3Adefault%2Fmara&from=2026-11-25T00%3A00%3A00.000Z&to=2026-11-26T00%3A00%3A00.000Z';

describe('LedgerClient', () => {
  it('asks for rows by whom, of whom and when, page by page', async () => {
    const { client, calls } = clientOf(() => json({ rows: [] }));
    await client.query();
    await client.query({ ...FILTER, cursor: 'c=1', limit: 25 });
    expect(calls).toEqual(['', `?${FILTER_QUERY}&cursor=c%3D1&limit=25`]);
  });

  it('verifies part by part', async () => {
    const { client, calls } = clientOf(() =>
      json({ ok: true, chains: 1, rows: 1, findings: [] }),
    );
    await client.verify();
    await client.verify({ cursor: 'next' });
    expect(calls).toEqual(['/verify', '/verify?cursor=next']);
  });

  it('exports what was asked for, whole', async () => {
    const { client, calls } = clientOf(() => lines('{"a":1}\n{"a":2}\n'));
    const blob = await client.export(FILTER);
    expect(await blob.text()).toBe('{"a":1}\n{"a":2}\n');
    expect(calls).toEqual([`/export?${FILTER_QUERY}`]);
  });

  it('gives nothing where the export breaks off', async () => {
    const { client } = clientOf(() =>
      lines(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"a":1}\n'));
            controller.error(new TypeError('terminated'));
          },
        }),
      ),
    );
    await expect(client.export()).rejects.toMatchObject({ kind: 'offline' });
  });

  it('takes nothing for an answer that is none', async () => {
    const { client } = clientOf(() => json({}));
    const answers = [
      client.query(),
      client.verify(),
      client.usage(),
      client.export(),
    ];
    for (const answer of answers) {
      await expect(answer).rejects.toMatchObject({ kind: 'malformed' });
    }
  });
});
