import {
  SourceError,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { ClientCredentials } from './ClientCredentials';

function contextWith(
  json: () => Promise<{ access_token: string; expires_in?: number }>,
): SourceContext {
  const controller = new AbortController();
  const refuse = async () => {
    throw new SourceError('upstream');
  };
  return {
    signal: controller.signal,
    now: () => new Date(),
    call: refuse,
    once: (_key, fn) => fn(),
    http: {
      fetch: refuse,
      fetchFor: () => refuse,
      json: async request => ({
        data: request.schema.parse(await json()),
        status: 200,
        headers: new Headers(),
      }),
    },
  };
}

describe('ClientCredentials', () => {
  let time = 0;
  let given = 0;
  const issue = async () => {
    given += 1;
    return { access_token: `token-${given}`, expires_in: 3600 };
  };
  let credentials: ClientCredentials;

  beforeEach(() => {
    time = 0;
    given = 0;
    credentials = new ClientCredentials({
      auth: { clientId: 'id', clientSecret: 'secret' },
      apiBase: 'https://acme.zendesk.com',
      clock: () => time,
    });
  });

  it('renews a token a minute before it ends', async () => {
    const tokenAt = async (seconds: number) => {
      time = seconds * 1000;
      return (await credentials.get(contextWith(issue))).token;
    };
    expect(await tokenAt(0)).toBe('token-1');
    expect(await tokenAt(3539)).toBe('token-1');
    expect(await tokenAt(3541)).toBe('token-2');
  });

  it('asks once for all that wait', async () => {
    const tokens = await Promise.all(
      [1, 2, 3].map(() => credentials.get(contextWith(issue))),
    );
    expect(given).toBe(1);
    expect(new Set(tokens).size).toBe(1);
  });

  it('keeps the token that replaced a refused one', async () => {
    const first = await credentials.get(contextWith(issue));
    credentials.refused(first);
    const second = await credentials.get(contextWith(issue));
    credentials.refused(first);
    expect(await credentials.get(contextWith(issue))).toBe(second);
  });

  it('asks itself when the view that asked first ran out of time', async () => {
    let fail: (error: Error) => void = () => {};
    const late = contextWith(
      () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    );
    const first = credentials.get(late);
    const second = credentials.get(contextWith(issue));
    fail(new SourceError('timeout'));

    await expect(first).rejects.toMatchObject({ reason: 'timeout' });
    expect((await second).token).toBe('token-1');
  });

  it('keeps no failure', async () => {
    const broken = contextWith(async () => {
      throw new SourceError('upstream');
    });
    await expect(credentials.get(broken)).rejects.toMatchObject({
      reason: 'upstream',
    });
    expect((await credentials.get(contextWith(issue))).token).toBe('token-1');
  });
});
