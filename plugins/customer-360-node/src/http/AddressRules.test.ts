import dns from 'node:dns';
import { FaultBench, get, outcomeOf } from '../__testUtils__/FaultBench';
import { SourceTransport } from '../resilience/SourceTransport';
import { isNobodysAddress } from './AddressRules';

const JSON_TYPE = { 'content-type': 'application/json' };

type Found = Array<{ address: string; family: number }>;

/** What names lead to, one answer after the other; the last one stays. */
function names(...answers: string[][]) {
  const asked = jest.fn();
  jest.spyOn(dns, 'lookup').mockImplementation(((
    host: string,
    _options: unknown,
    callback: (error: null, found: Found) => void,
  ) => {
    asked(host);
    const answer = answers.length > 1 ? answers.shift()! : answers[0];
    callback(
      null,
      answer.map(address => ({
        address,
        family: address.includes(':') ? 6 : 4,
      })),
    );
  }) as never);
  return asked;
}

describe('fault 25: where a source leads to', () => {
  const bench = new FaultBench();
  let port: string;
  let calls: number;

  beforeEach(async () => {
    calls = 0;
    const { base } = await bench.server((_request, response) => {
      calls += 1;
      response.writeHead(200, JSON_TYPE).end('{}');
    });
    port = new URL(base).port;
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.close();
  });

  const ask = (host: string, privateNetwork?: boolean) => {
    const base = `http://${host}:${port}`;
    return outcomeOf(
      get(
        bench.transport({ base, options: { privateNetwork, maxAttempts: 1 } }),
        base,
      ),
    );
  };

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.1.2.3',
    '::127.0.0.1',
    '64:ff9b::10.1.2.3',
    'fd12:3456::1',
    '169.254.169.254',
    'fd00:ec2::254',
    '0.0.0.0',
    '::',
    'fe80::1',
  ])('calls no name that leads to %s', async address => {
    const asked = names([address]);
    expect(await ask('api.vendor.example')).toBe('network');
    expect(asked).toHaveBeenCalled();
    expect(calls).toBe(0);
  });

  it('calls no name of which one address leads inside', async () => {
    names(['203.0.113.7', '127.0.0.1']);
    expect(await ask('api.vendor.example')).toBe('network');
    expect(calls).toBe(0);
  });

  it('calls a name that leads inside where config says so, and nobody’s address never', async () => {
    names(['127.0.0.1']);
    expect(await ask('api.vendor.example', true)).toBe('ok');
    expect(calls).toBe(1);
    names(['169.254.169.254']);
    expect(await ask('api.vendor.example', true)).toBe('network');
  });

  it('connects to the address that was looked at, however the name changes', async () => {
    const asked = names(['127.0.0.1'], ['169.254.169.254']);
    expect(await ask('api.vendor.example', true)).toBe('ok');
    expect(asked).toHaveBeenCalledTimes(1);
    expect(calls).toBe(1);
    // A new connection is looked at anew.
    expect(await ask('api.vendor.example', true)).toBe('network');
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('takes an address or localhost in its origins for meant, in any notation', async () => {
    for (const host of ['127.0.0.1', '0x7f.1', '2130706433', 'localhost']) {
      expect(await ask(host)).toBe('ok');
    }
    expect(calls).toBe(4);
  });

  it.each([
    'http://169.254.169.254',
    'http://[::ffff:169.254.169.254]',
    'http://[64:ff9b::169.254.169.254]',
    'http://0xa9fea9fe',
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://0.0.0.0',
    'file:///etc/passwd',
    'ftp://vendor.example',
  ])('does not start with %s', origin => {
    expect(
      () =>
        new SourceTransport({
          id: 'test',
          credentialScope: 'scope',
          origins: [origin],
        }),
    ).toThrow(origin);
  });

  it('knows no address in a name', () => {
    expect(isNobodysAddress('169.254.169.254.example')).toBe(false);
    expect(isNobodysAddress('169.254.169.254')).toBe(true);
  });

  it('sends nothing of its own to another origin of the source', async () => {
    const seen: Array<Record<string, unknown>> = [];
    const { base: other } = await bench.server((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, JSON_TYPE).end('{}');
    });
    const { base } = await bench.server((_request, response) =>
      response.writeHead(302, { location: `${other}/x` }).end(),
    );
    const transport = bench.transport({ base, origins: [base, other] });
    await get(transport, base, {
      headers: {
        authorization: 'Bearer vendor-secret',
        cookie: 'a=vendor-secret',
        'x-api-key': 'vendor-secret',
        'accept-language': 'en',
      },
    });
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('vendor-secret');
    expect(seen[0]).toMatchObject({ 'accept-language': 'en' });
  });
});
