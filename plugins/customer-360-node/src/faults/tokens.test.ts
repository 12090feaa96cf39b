import { z } from 'zod';
import {
  FaultBench,
  get,
  outcomeOf,
  PATIENCE_MS,
} from '../__testUtils__/FaultBench';
import { JSON_TYPE, type FaultHandler } from '../__testUtils__/FaultServer';
import { AccessTokenKeeper } from '../source/AccessTokenKeeper';

const tokenSchema = z.object({ access_token: z.string() });

describe('a source whose token is refused', () => {
  const bench = new FaultBench();
  /** The one token that the vendor takes now. */
  let valid: string;
  let renewals: number;
  let calls: Array<{ token: string; body: string; accepted: boolean }>;
  let tokenEndpoint: FaultHandler;
  let base: string;

  const issue: FaultHandler = (_request, response) => {
    valid = `vendor-secret-${renewals}`;
    response
      .writeHead(200, JSON_TYPE)
      .end(JSON.stringify({ access_token: valid }));
  };

  beforeEach(async () => {
    renewals = 0;
    calls = [];
    valid = '';
    tokenEndpoint = issue;
    ({ base } = await bench.server((request, response, body) => {
      if (request.url === '/token') {
        renewals += 1;
        tokenEndpoint(request, response, body);
        return;
      }
      const token = request.headers.authorization?.slice(7) ?? '';
      const accepted = token !== '' && token === valid;
      calls.push({ token, body, accepted });
      response
        .writeHead(accepted ? 200 : 401, JSON_TYPE)
        .end(`{"message":"${token}"}`);
    }));
  });

  afterEach(() => bench.close());

  const createKeeper = () =>
    new AccessTokenKeeper(async ({ http }) => {
      const { data } = await http.json({
        method: 'POST',
        readOnly: true,
        url: `${base}/token`,
        json: { grant: 'client_credentials' },
        schema: tokenSchema,
        operation: 'token',
      });
      return { token: data.access_token };
    });

  const createTransport = (options = {}) =>
    bench.transport({ base, options: { maxConcurrent: 50, ...options } });

  it(
    'renews once for 50 calls, however slow, and replays each once',
    async () => {
      const auth = createKeeper();
      const transport = createTransport();
      await get(transport, base, { auth });
      valid = 'revoked';
      calls = [];
      tokenEndpoint = (...given) => setTimeout(issue, 300, ...given);
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          outcomeOf(
            get(transport, base, {
              auth,
              // What writes must be replayed too: it was not executed.
              ...(index % 2 && { method: 'POST', json: { index } }),
            }),
          ),
        ),
      );
      expect(new Set(outcomes)).toEqual(new Set(['ok']));
      expect(renewals).toBe(2);
      const refused = calls.filter(({ accepted }) => !accepted);
      const replayed = calls.filter(({ accepted }) => accepted);
      expect([refused.length, replayed.length]).toEqual([50, 50]);
      expect(replayed.map(({ body }) => body).sort()).toEqual(
        refused.map(({ body }) => body).sort(),
      );
    },
    PATIENCE_MS,
  );

  it('goes on renewing when the view that began it is over', async () => {
    const auth = createKeeper();
    const transport = createTransport();
    let release: () => void = () => undefined;
    const asked = new Promise<void>(resolve => {
      tokenEndpoint = (...given) => {
        release = () => issue(...given);
        resolve();
      };
    });
    const over = new AbortController();
    const starter = outcomeOf(
      get(transport, base, { auth, signal: over.signal }),
    );
    await asked;
    const others = Array.from({ length: 10 }, () =>
      outcomeOf(get(transport, base, { auth })),
    );
    over.abort();
    expect(await starter).toBe('timeout');
    release();
    expect(new Set(await Promise.all(others))).toEqual(new Set(['ok']));
    expect(renewals).toBe(1);
  });

  it.each<[string, FaultHandler, string]>([
    [
      'refuses',
      (_request, response) => response.writeHead(401, JSON_TYPE).end('{}'),
      'auth',
    ],
    [
      'answers nonsense',
      (_request, response) =>
        response.writeHead(200, JSON_TYPE).end('{"access_token":7}'),
      'auth',
    ],
    [
      'fails',
      (_request, response) => response.writeHead(500, JSON_TYPE).end('{}'),
      'upstream',
    ],
    ['breaks off', request => request.socket.destroy(), 'network'],
    [
      'limits',
      (_request, response) =>
        response.writeHead(429, { ...JSON_TYPE, 'retry-after': '60' }).end(),
      'rate_limited',
    ],
  ])(
    'says so when the token endpoint %s, asks it little and leaves the source well',
    async (_name, endpoint, reason) => {
      tokenEndpoint = endpoint;
      const auth = createKeeper();
      const transport = createTransport();
      const burst = async () =>
        new Set(
          await Promise.all(
            Array.from({ length: 50 }, () =>
              outcomeOf(get(transport, base, { auth })),
            ),
          ),
        );
      expect(await burst()).toEqual(new Set([reason]));
      expect(await burst()).toEqual(new Set([reason]));
      // One renewal with its retries.
      expect(renewals).toBeLessThanOrEqual(3);
      expect(calls).toHaveLength(0);
      expect(transport.status()).toMatchObject({
        breaker: 'closed',
        load: { running: 0, waiting: 0 },
      });
      expect(await outcomeOf(get(transport, base))).toBe('auth');
    },
  );

  it('leaves the source well when its token fails again and again', async () => {
    tokenEndpoint = (_request, response) =>
      response.writeHead(500, JSON_TYPE).end('{}');
    const transport = createTransport({ maxAttempts: 1 });
    for (let i = 0; i < 15; i++) {
      // Another keeper each time: none remembers the failure.
      await outcomeOf(get(transport, base, { auth: createKeeper() }));
    }
    expect(renewals).toBeGreaterThanOrEqual(10);
    expect(transport.status().breaker).toBe('closed');
    expect(calls).toHaveLength(0);
  });

  it('says auth when every token is refused, with one replay and few renewals', async () => {
    tokenEndpoint = (_request, response) =>
      response
        .writeHead(200, JSON_TYPE)
        .end(JSON.stringify({ access_token: `vendor-secret-${renewals}` }));
    const auth = createKeeper();
    const transport = createTransport();
    expect(await outcomeOf(get(transport, base, { auth }))).toBe('auth');
    expect(calls).toHaveLength(2);
    for (let i = 0; i < 20; i++) {
      expect(await outcomeOf(get(transport, base, { auth }))).toBe('auth');
    }
    expect(renewals).toBe(2);
    expect(transport.status().breaker).toBe('closed');
  });

  it('gives the token to SDKs, in place of theirs, and to no other origin', async () => {
    const elsewhere: Array<string | undefined> = [];
    const { base: other } = await bench.server((request, response) => {
      elsewhere.push(request.headers.authorization);
      response.writeHead(200, JSON_TYPE).end('{}');
    });
    const { base: moved } = await bench.server((_request, response) =>
      response.writeHead(302, { location: other }).end(),
    );
    const transport = bench.transport({
      base,
      origins: [base, moved, other],
    });
    const auth = createKeeper();
    const { http } = transport.context({
      signal: AbortSignal.timeout(PATIENCE_MS),
      now: () => new Date(),
    });
    const sdkFetch = http.fetchFor({ operation: 'sdk', auth });
    const response = await sdkFetch(base, {
      method: 'POST',
      headers: { authorization: 'Bearer of-the-sdk' },
      body: 'a=1',
    });
    expect(response.status).toBe(200);
    expect(calls).toEqual([{ token: valid, body: 'a=1', accepted: true }]);

    await get(transport, moved, { auth });
    expect(elsewhere).toEqual([undefined]);
  });
});
