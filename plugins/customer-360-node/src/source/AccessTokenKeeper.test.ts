import { inspect } from 'node:util';
import type { SourceHttpClient } from '../http/SourceHttpClient';
import {
  AccessTokenKeeper,
  type AccessToken,
  type AccessTokenContext,
} from './AccessTokenKeeper';
import { SourceError, type SourceErrorReason } from './SourceError';

describe('AccessTokenKeeper', () => {
  let now: number;
  let issued: number;

  beforeEach(() => {
    now = Date.parse('2026-11-23T12:00:00Z');
    issued = 0;
  });

  const http = {} as SourceHttpClient;
  const context = (
    signal = new AbortController().signal,
  ): AccessTokenContext => ({ http, signal });
  const inSeconds = (seconds: number) => new Date(now + seconds * 1_000);

  function createKeeper(
    renew: (context: AccessTokenContext) => Promise<Partial<AccessToken>>,
  ) {
    return new AccessTokenKeeper(
      async given => {
        issued += 1;
        return { token: `t${issued}`, ...(await renew(given)) };
      },
      () => now,
    );
  }

  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => 'ok',
      (error: SourceError) => error.reason,
    );

  it('asks once for all who need a token together, and keeps it', async () => {
    const keeper = createKeeper(async () => ({ expiresAt: inSeconds(3_600) }));
    const tokens = await Promise.all(
      Array.from({ length: 50 }, () => keeper.token(context())),
    );
    now += 3_000_000;
    tokens.push(await keeper.token(context()));
    expect(new Set(tokens)).toEqual(new Set(['t1']));
  });

  it('fetches the next before the end, and makes nobody wait for it', async () => {
    const answers: Array<() => void> = [];
    const keeper = createKeeper(async () => {
      if (issued > 1) {
        await new Promise<void>(resolve => {
          answers.push(resolve);
        });
      }
      return { expiresAt: inSeconds(3_600) };
    });
    await keeper.token(context());
    now += 3_541_000;
    expect(await keeper.token(context())).toBe('t1');
    expect(await keeper.token(context())).toBe('t1');
    expect(issued).toBe(2);
    answers[0]();
    await new Promise(setImmediate);
    expect(await keeper.token(context())).toBe('t2');
  });

  it('uses no token after its end', async () => {
    const keeper = createKeeper(async () => ({ expiresAt: inSeconds(3_600) }));
    await keeper.token(context());
    now += 3_600_000;
    expect(await keeper.token(context())).toBe('t2');
  });

  it('takes a date that is over or none for a clock that is off', async () => {
    for (const expiresAt of [inSeconds(-600), new Date(NaN), undefined]) {
      const keeper = createKeeper(async () => ({ expiresAt }));
      const first = await keeper.token(context());
      expect(await keeper.token(context())).toBe(first);
    }
    expect(issued).toBe(3);
  });

  it('replaces a refused token once for all who were refused', async () => {
    const keeper = createKeeper(async () => ({}));
    const bad = await keeper.token(context());
    const replaced = await Promise.all(
      Array.from({ length: 50 }, () => keeper.replace(bad, context())),
    );
    // Who hears of it later finds it replaced already.
    replaced.push(await keeper.replace(bad, context()));
    expect(new Set(replaced)).toEqual(new Set(['t2']));
    expect(issued).toBe(2);
  });

  it('says auth when the new token is refused too, rather than to renew for every call', async () => {
    const keeper = createKeeper(async () => ({}));
    await keeper.token(context());
    await keeper.replace('t1', context());
    expect(await reasonOf(keeper.replace('t2', context()))).toBe('auth');
    expect(issued).toBe(2);
    now += 6_000;
    expect(await keeper.replace('t2', context())).toBe('t3');
  });

  it('goes on when who began it leaves', async () => {
    let given: AccessTokenContext | undefined;
    let finish: () => void = () => undefined;
    const keeper = createKeeper(async offered => {
      given = offered;
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      return {};
    });
    const abort = new AbortController();
    const starter = keeper.token(context(abort.signal));
    const joiner = keeper.token(context());
    abort.abort();
    expect(await reasonOf(starter)).toBe('timeout');
    expect(given!.signal.aborted).toBe(false);
    finish();
    expect(await joiner).toBe('t1');
    expect(issued).toBe(1);
  });

  it.each<[SourceErrorReason, SourceErrorReason]>([
    ['auth', 'auth'],
    ['no_access', 'auth'],
    ['schema', 'auth'],
    ['not_found', 'auth'],
    ['timeout', 'timeout'],
    ['network', 'network'],
    ['upstream', 'upstream'],
    ['rate_limited', 'rate_limited'],
  ])('says after %s: %s, and remembers it', async (reason, expected) => {
    const keeper = createKeeper(async () => {
      throw new SourceError(reason);
    });
    for (let i = 0; i < 50; i++) {
      expect(await reasonOf(keeper.token(context()))).toBe(expected);
    }
    expect(issued).toBe(1);
    now += 6_000;
    await reasonOf(keeper.token(context()));
    expect(issued).toBe(2);
  });

  it('keeps a token that still serves when its renewal fails', async () => {
    const keeper = createKeeper(async () => {
      if (issued > 1) {
        throw new SourceError('upstream');
      }
      return { expiresAt: inSeconds(3_600) };
    });
    await keeper.token(context());
    now += 3_550_000;
    for (let i = 0; i < 10; i++) {
      expect(await keeper.token(context())).toBe('t1');
      await new Promise(setImmediate);
    }
    expect(issued).toBe(2);
  });

  it('lets nothing of the token or the vendor out', async () => {
    const secrets = ['line\nbreak', '', 'tok en', 'schlüssel'];
    for (const token of secrets) {
      const error = await createKeeper(async () => ({ token }))
        .token(context())
        .catch(caught => caught);
      expect(error).toMatchObject({ reason: 'auth' });
      expect(error.cause).toBeUndefined();
    }
    const keeper = createKeeper(async () => ({ token: 'hush-4711' }));
    await keeper.token(context());
    expect(inspect(keeper, { depth: 9, showHidden: true })).not.toContain(
      'hush',
    );
    const thrown = await createKeeper(async () => {
      throw new Error('client_secret=hush-4711');
    })
      .token(context())
      .catch(caught => caught);
    expect(inspect(thrown, { depth: 9 })).not.toContain('hush');
  });
});
