import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import {
  ALLOW,
  DENY,
  everything,
  ifOwner,
  ownersOrAll,
  supportAgent,
} from '../__testUtils__/fakePolicy';
import {
  BASE,
  startCustomer360,
  type TestSetup,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const user = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);
const sam = user('sam');
const tessa = user('tessa');
const ada = user('ada');
const permissionPlugin = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:permission'),
  targetPluginId: 'customer-360',
});

/**
 * Sam is a support agent of everybody and may see no label. Tessa sees and has
 * everything of her own customers, Ada everything without labels of all. Both
 * may decide.
 */
const policy: TestSetup['policy'] = (permission, userRef) => {
  switch (permission) {
    case 'customer360.grants.manage':
      return userRef === 'user:default/sam' ? DENY : ALLOW;
    case 'customer360.break-glass':
      return userRef === 'user:default/ada' ? ALLOW : DENY;
    case 'customer360.access':
      return userRef === 'user:default/erin' ? DENY : ALLOW;
    default:
      return userRef === 'user:default/tessa' &&
        everything(permission) === ALLOW
        ? ifOwner('user:default/tessa')
        : supportAgent(permission);
  }
};

const settle = () => new Promise(resolve => setTimeout(resolve, 100));

async function until(done: () => boolean): Promise<void> {
  for (let at = 0; at < 100 && !done(); at++) {
    await settle();
  }
}

describe.each(databases.eachSupportedId())('grants (%s)', databaseId => {
  async function start(options: Partial<TestSetup> = {}) {
    const clock = { at: NOON };
    const knex = await databases.init(databaseId);
    const notices: Array<{ to: string[]; title: string; text: string }> = [];
    const portal = { deaf: false };
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', { owner: 'user:default/tessa' }),
        customerEntity('beta'),
      ],
      policy,
      knex,
      now: () => clock.at,
      features: [
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async ({ recipients, payload }) => {
              if (portal.deaf) {
                throw new Error('not now');
              }
              notices.push({
                to:
                  recipients.type === 'entity'
                    ? [recipients.entityRef].flat()
                    : [],
                title: payload.title,
                text: payload.description ?? '',
              });
            },
          }),
        }),
      ],
      ...options,
    });
    const ask = async (who = sam, body: object = {}) => {
      clock.at += 1;
      return agent
        .post(`${BASE}/grants`)
        .set('authorization', who)
        .send({
          scope: { kind: 'customer', ref: 'customer:default/acme' },
          tier: 'full',
          labels: ['contract'],
          reason: 'A ticket about the notice period',
          expiresAt: new Date(clock.at + DAY).toISOString(),
          ...body,
        });
    };
    const decide = (id: string, who: string, body: object) =>
      agent.post(`${BASE}/grants/${id}`).set('authorization', who).send(body);
    const approve = (id: string, who = tessa) =>
      decide(id, who, { decision: 'approve' });
    const revoke = (id: string, who: string) =>
      agent.delete(`${BASE}/grants/${id}`).set('authorization', who);
    const list = async (who: string, query = ''): Promise<Grant[]> => {
      const { body } = await agent
        .get(`${BASE}/grants?${query}`)
        .set('authorization', who);
      return body.grants;
    };
    const live = () =>
      agent.get(`${BASE}/grants/live`).set('authorization', permissionPlugin);
    const ledger = async () =>
      (
        await knex('c360_ledger')
          .whereIn('request_kind', ['grant', 'break_glass'])
          .orderBy(['recorded_at', 'seq'])
      ).map(row => ({
        kind: row.request_kind,
        outcome: row.outcome,
        customer: row.customer_ref,
        ...JSON.parse(row.detail),
      }));
    return {
      agent,
      approve,
      ask,
      clock,
      decide,
      knex,
      ledger,
      list,
      live,
      notices,
      portal,
      revoke,
    };
  }

  it('are asked for, approved by who holds as much, and live until their time is over', async () => {
    const { approve, ask, clock, ledger, list, live, notices } = await start();

    const asked = await ask();
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({
      person: 'user:default/sam',
      state: 'requested',
      labels: ['contract'],
      breakGlass: false,
    });
    expect((await live()).body.grants).toEqual([]);
    const { id } = asked.body;

    const approved = await approve(id);
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({
      state: 'live',
      decidedBy: 'user:default/tessa',
    });
    expect((await live()).body.grants).toEqual([
      {
        id,
        person: 'user:default/sam',
        scope: { kind: 'customer', ref: 'customer:default/acme' },
        tier: 'full',
        labels: ['contract'],
        expiresAt: asked.body.expiresAt,
        breakGlass: false,
      },
    ]);
    expect(notices).toEqual([
      {
        to: ['user:default/sam'],
        title: 'You were given the access that you asked for',
        text: 'Until 2026-09-11 12:00 UTC.',
      },
    ]);
    expect(await ledger()).toMatchObject([
      {
        kind: 'grant',
        step: 'requested',
        grant: id,
        customer: 'customer:default/acme',
      },
      {
        kind: 'grant',
        step: 'approved',
        grant: id,
        tier: 'full',
        sections: 'all',
        expires: asked.body.expiresAt,
      },
    ]);

    clock.at += DAY;
    expect((await live()).body.grants).toEqual([]);
    expect(await list(sam)).toMatchObject([{ id, state: 'expired' }]);
  });

  it('are refused, and then asked for again', async () => {
    const { ask, decide, live, notices } = await start();
    const { body } = await ask();
    const refused = await decide(body.id, tessa, {
      decision: 'refuse',
      note: 'Ask me in the morning',
    });
    expect(refused.body).toMatchObject({
      state: 'refused',
      note: 'Ask me in the morning',
    });
    expect(notices).toMatchObject([{ text: 'Ask me in the morning' }]);
    expect((await live()).body.grants).toEqual([]);
    expect((await decide(body.id, tessa, { decision: 'approve' })).status).toBe(
      409,
    );
    expect((await ask()).status).toBe(201);
  });

  it('are decided by nobody about themselves, and given by nobody who holds less', async () => {
    const { approve, ask, decide, ledger, live } = await start();
    const own = await ask(tessa);
    expect((await approve(own.body.id, tessa)).status).toBe(403);

    // Ada sees the customer, and holds no label.
    const { body } = await ask();
    expect((await approve(body.id, ada)).status).toBe(403);
    const without = await ask(sam, { labels: [] });
    expect((await approve(without.body.id, ada)).status).toBe(200);

    // Sam decides nothing at all.
    const adas = await ask(ada);
    expect((await approve(adas.body.id, sam)).status).toBe(403);
    // Tessa does not see Beta, so there is no such request.
    const hidden = await ask(sam, {
      scope: { kind: 'customer', ref: 'customer:default/beta' },
      labels: [],
    });
    const absent = await decide('00000000-0000-4000-8000-000000000000', tessa, {
      decision: 'refuse',
    });
    const unseen = await decide(hidden.body.id, tessa, { decision: 'refuse' });
    expect(unseen.status).toBe(404);
    expect(unseen.body.error).toEqual(absent.body.error);

    expect((await live()).body.grants).toHaveLength(1);
    expect(
      (await ledger()).filter(({ outcome }) => outcome === 'denied'),
    ).toMatchObject([
      { step: 'approved', grant: own.body.id },
      { step: 'approved', grant: body.id },
      { step: 'approved', grant: adas.body.id },
      { step: 'refused' },
      { step: 'refused', grant: hidden.body.id },
    ]);
  });

  it('hand nothing on that one has by an exception oneself', async () => {
    const { approve, ask, clock, revoke } = await start();
    const inMinutes = (count: number) =>
      new Date(NOON + count * MINUTE).toISOString();
    // Tessa sees all of it by her role; an exception of her own counts anyhow.
    const own = await ask(tessa, { expiresAt: inMinutes(120) });
    expect((await approve(own.body.id, ada)).status).toBe(403);
    const plain = await ask(tessa, { labels: [], expiresAt: inMinutes(120) });
    expect((await approve(plain.body.id, ada)).status).toBe(200);

    const longer = await ask(sam, { expiresAt: inMinutes(180) });
    const refused = await approve(longer.body.id);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('not handed on');
    const shorter = await ask(sam, { expiresAt: inMinutes(60) });
    expect((await approve(shorter.body.id)).status).toBe(200);

    // It is still felt for a moment after it was given back.
    await revoke(plain.body.id, tessa);
    expect((await approve(longer.body.id)).status).toBe(403);
    clock.at += 11_000;
    expect((await approve(longer.body.id)).status).toBe(200);

    // An emergency of one's own gives nobody anything, however short.
    await ask(ada, { breakGlass: true, expiresAt: inMinutes(60) });
    const short = await ask(sam, { labels: [], expiresAt: inMinutes(50) });
    expect((await approve(short.body.id, ada)).status).toBe(403);
    expect((await approve(short.body.id)).status).toBe(200);
  });

  it('of a segment are given by who holds as much of every customer', async () => {
    const { approve, ask } = await start();
    const segment = {
      scope: { kind: 'segment', segment: 'enterprise' },
      labels: [],
    };
    const first = await ask(sam, segment);
    expect((await approve(first.body.id, tessa)).status).toBe(403);
    expect((await approve(first.body.id, ada)).status).toBe(200);
  });

  it('say nothing about whether a customer is there', async () => {
    const { ask } = await start();
    const [there, absent] = await Promise.all(
      ['acme', 'nobody'].map(name =>
        ask(sam, {
          scope: { kind: 'customer', ref: `customer:default/${name}` },
        }),
      ),
    );
    expect(absent.status).toBe(there.status);
    expect(Object.keys(absent.body)).toEqual(Object.keys(there.body));
  });

  it('are revoked by who has them and by who decides', async () => {
    const { approve, ask, ledger, live, revoke } = await start();
    for (const who of [sam, tessa]) {
      const { body } = await ask();
      await approve(body.id);
      expect((await live()).body.grants).toHaveLength(1);
      expect((await revoke(body.id, who)).status).toBe(204);
      expect((await live()).body.grants).toEqual([]);
      expect((await revoke(body.id, who)).status).toBe(409);
      expect(await ledger()).toContainEqual(
        expect.objectContaining({ step: 'revoked', grant: body.id }),
      );
    }
    const { body } = await ask(ada, {
      scope: { kind: 'customer', ref: 'customer:default/beta' },
    });
    expect((await revoke(body.id, sam)).status).toBe(404);
    expect((await revoke(body.id, tessa)).status).toBe(404);
    // A request is taken back in the same way.
    expect((await revoke(body.id, ada)).status).toBe(204);
  });

  it('are listed page by page: one’s own, and those one may decide about', async () => {
    const { agent, ask, list } = await start();
    const asked: string[] = [];
    for (const name of ['acme', 'beta', 'acme', 'acme']) {
      const { body } = await ask(sam, {
        scope: { kind: 'customer', ref: `customer:default/${name}` },
      });
      asked.unshift(body.id);
    }
    expect((await list(sam)).map(({ id }) => id)).toEqual(asked);
    expect(await list(ada)).toEqual([]);
    expect((await list(ada, 'view=managed')).map(({ id }) => id)).toEqual(
      asked,
    );

    // Of what Tessa may not see there is no trace, not even a short page.
    const seen: string[] = [];
    const cursors: string[] = [];
    let cursor = '';
    do {
      const { body } = await agent
        .get(`${BASE}/grants?view=managed&limit=2${cursor}`)
        .set('authorization', tessa);
      seen.push(...body.grants.map(({ id }: Grant) => id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      cursors.push(cursor);
    } while (cursor);
    expect(seen).toEqual([asked[0], asked[1], asked[3]]);
    // A list is somebody's.
    const moved = await agent
      .get(`${BASE}/grants?view=managed&limit=2${cursors[0]}`)
      .set('authorization', ada);
    expect(moved.status).toBe(400);

    const managed = await agent
      .get(`${BASE}/grants?view=managed`)
      .set('authorization', sam);
    expect(managed.status).toBe(403);
  });

  it.each([
    ['no reason', { reason: '' }],
    ['a reason of blanks', { reason: ' '.repeat(20) }],
    ['an expiry that is over', { expiresAt: '2026-09-10T11:00:00.000Z' }],
    ['an expiry in a year', { expiresAt: '2027-09-10T11:00:00.000Z' }],
    ['no expiry', { expiresAt: undefined }],
    ['a day that is none', { expiresAt: '2026-13-41T00:00:00Z' }],
    ['an unknown label', { labels: ['secret'] }],
    ['a tier to write', { tier: 'read-write' }],
    ['an unknown section', { sections: ['everything'] }],
    ['what is no customer', { scope: { kind: 'customer', ref: 'user:a/b' } }],
  ])('are not asked for with %s', async (_what, body) => {
    const { ask, list } = await start();
    expect((await ask(sam, body)).status).toBe(400);
    expect(await list(sam)).toEqual([]);
  });

  it('wait for a decision twenty at a time', async () => {
    const { ask, ledger, list, revoke } = await start();
    for (let at = 0; at < 20; at++) {
      expect((await ask()).status).toBe(201);
    }
    const { body, status } = await ask();
    expect(status).toBe(409);
    expect(body.error.message).toContain('Take one back');
    expect((await ledger()).at(-1)).toMatchObject({
      step: 'requested',
      outcome: 'denied',
    });
    const [{ id }] = await list(sam);
    await revoke(id, sam);
    expect((await ask()).status).toBe(201);
  });

  it('are for who may use Customer 360', async () => {
    const { ask, ledger } = await start();
    expect((await ask(user('erin'))).status).toBe(403);
    expect(await ledger()).toMatchObject([
      { step: 'requested', outcome: 'denied' },
    ]);
  });

  it('are told whole to the policy only', async () => {
    const { agent, approve, ask, live } = await start();
    await approve((await ask()).body.id);
    const first = await live();
    expect(first.headers.etag).toBeTruthy();
    const again = await agent
      .get(`${BASE}/grants/live`)
      .set('authorization', permissionPlugin)
      .set('if-none-match', first.headers.etag);
    expect(again.status).toBe(304);
    for (const who of [
      ada,
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:catalog'),
        targetPluginId: 'customer-360',
      }),
    ]) {
      const { status } = await agent
        .get(`${BASE}/grants/live`)
        .set('authorization', who);
      expect(status).toBe(403);
    }
  });

  describe('break-glass', () => {
    const inMinutes = (minutes: number) =>
      new Date(NOON + minutes * MINUTE).toISOString();
    const glass = { breakGlass: true, expiresAt: inMinutes(30) };

    it('opens at once, stands out in the ledger and tells the owner', async () => {
      const { ask, ledger, live, notices } = await start();
      const { body, status } = await ask(ada, glass);
      expect(status).toBe(201);
      expect(body).toMatchObject({ state: 'live', breakGlass: true });
      expect((await live()).body.grants).toMatchObject([
        { person: 'user:default/ada' },
      ]);
      expect(await ledger()).toMatchObject([
        { kind: 'break_glass', step: 'break_glass', grant: body.id },
      ]);
      await until(() => notices.length > 0);
      expect(notices).toEqual([
        {
          to: ['user:default/tessa'],
          title: 'ada opened your customer without asking',
          text: 'Until 2026-09-10 12:30 UTC. The reason given: A ticket about the notice period',
        },
      ]);
    });

    it('tells the owner later where it cannot be told now', async () => {
      const first = await start();
      first.portal.deaf = true;
      await first.ask(ada, glass);
      await settle();
      expect(first.notices).toEqual([]);
      // The next opening goes through what is left to be told.
      first.portal.deaf = false;
      await first.ask(ada, {
        ...glass,
        scope: { kind: 'customer', ref: 'customer:default/beta' },
      });
      await until(() => first.notices.length === 2);
      expect(first.notices.map(({ to }) => to)).toEqual([
        ['user:default/tessa'],
        ['user:default/mara'],
      ]);
      await settle();
      expect(first.notices).toHaveLength(2);
    });

    it.each([
      ['more than an hour', { expiresAt: inMinutes(61) }, 400],
      ['a segment', { scope: { kind: 'segment', segment: 'smb' } }, 400],
      [
        'a customer that is not there',
        { scope: { kind: 'customer', ref: 'customer:default/nobody' } },
        404,
      ],
    ])('is not for %s', async (_what, body, expected) => {
      const { ask, live } = await start();
      expect((await ask(ada, { ...glass, ...body })).status).toBe(expected);
      expect((await live()).body.grants).toEqual([]);
    });

    it('is for who may break it', async () => {
      const { ask, ledger, live } = await start();
      expect((await ask(sam, glass)).status).toBe(403);
      expect((await live()).body.grants).toEqual([]);
      expect(await ledger()).toMatchObject([
        { kind: 'break_glass', outcome: 'denied' },
      ]);
    });

    it.each([
      ['everything', () => ALLOW],
      ['by owner or everything', ownersOrAll],
    ])('stays shut under a policy that allows %s', async (_what, allows) => {
      const { ask, approve, live } = await start({ policy: allows });
      // Tessa owns the customer, so by such a policy she may see it.
      expect((await ask(tessa, glass)).status).toBe(403);
      const { body } = await ask(tessa, { labels: [] });
      expect((await approve(body.id, ada)).status).toBe(403);
      expect((await live()).body.grants).toEqual([]);
    });
  });

  it('take effect for nobody whom the ledger does not have', async () => {
    const { agent, approve, ask, knex, list, live } = await start();
    const { body } = await ask();
    await knex.schema.renameTable('c360_ledger', 'elsewhere');
    const approved = await approve(body.id);
    expect(approved.status).toBe(503);
    await agent
      .post(`${BASE}/grants`)
      .set('authorization', ada)
      .send({ breakGlass: true, ...body });
    expect((await live()).body.grants).toEqual([]);
    await knex.schema.renameTable('elsewhere', 'c360_ledger');
    expect(await list(sam)).toMatchObject([{ state: 'requested' }]);
  });
});
