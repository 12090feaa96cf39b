import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { waitUntil } from 'rig';
import type { Customer } from '../lib/customers.ts';
import { inTurns } from '../lib/inTurns.ts';
import { rightsOf, type Rights } from '../lib/rights.ts';
import { BREAKER, SEER, type Grant } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { API, customerPath, GENERAL, surfacesOf } from '../lib/surfaces.ts';
import type { Visitor } from '../lib/Visitor.ts';

const WAIT_MS = 30_000;
const ASKER = 'own-only';
const ALL_OF_SUPPORT: Grant = {
  tier: 'full',
  labels: ['legal'],
  sections: ['support'],
};

interface Notice {
  readonly payload: {
    readonly title: string;
    readonly description?: string;
    readonly link?: string;
  };
}

describe(`what the portal notifies of tells nothing hidden (seed ${SEED})`, () => {
  let scene: Scene;
  /** Hidden from who asks for it and from who breaks the glass. */
  let customer: Customer;
  let opened: string;

  before(async () => {
    scene = await Scene.start({ customers: 3, drawnRoles: 4 });
    customer = scene.ground.customers.find(it =>
      [ASKER, BREAKER].every(
        person => !scene.rights(scene.ground.visitor(person), it).customer,
      ),
    )!;
    // What is read is what could be told.
    for (const each of scene.ground.customers) {
      await scene.ground.visitor(SEER).get(`${customerPath(each)}/view`);
    }
  });

  after(async () => {
    await scene?.end();
  });

  function ask(visitor: Visitor, minutes: number, breakGlass: boolean) {
    return visitor.post(`${API}/grants`, {
      ...ALL_OF_SUPPORT,
      scope: { kind: 'customer', ref: `customer:default/${customer.name}` },
      reason: 'Somebody has to look, and nobody is there to be asked',
      expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
      breakGlass,
    });
  }

  function keepQuiet(text: string, person: string, surface: string): void {
    scene.watch.hear(text, { person, surface, customer: customer.name });
    for (const word of [customer.title, customer.domain]) {
      if (text.includes(word)) {
        scene.watch.complain(`${surface} names the customer to ${person}`);
      }
    }
  }

  it('an exception is asked for, given and refused', async () => {
    for (const decision of ['approve', 'refuse']) {
      const asked = await ask(scene.ground.visitor(ASKER), 60, false);
      assert.equal(asked.status, 201, asked.text);
      keepQuiet(asked.text, ASKER, 'the answer to a request');
      const { id } = JSON.parse(asked.text) as { id: string };
      const decided = await scene.ground
        .visitor(SEER)
        .post(`${API}/grants/${id}`, { decision });
      assert.equal(decided.status, 200, decided.text);
      keepQuiet(decided.text, SEER, 'the answer to a decision');
    }
    scene.assertNoLeak();
  });

  it('broken glass is answered without a word of what it opens', async () => {
    const answer = await ask(scene.ground.visitor(BREAKER), 30, true);
    assert.equal(answer.status, 201, answer.text);
    keepQuiet(
      `${answer.text} ${JSON.stringify(answer.headers)}`,
      BREAKER,
      'the answer to broken glass',
    );
    opened = (JSON.parse(answer.text) as { id: string }).id;
    scene.assertNoLeak();
  });

  it('it opens what was asked for and no more, until it ends', async () => {
    const visitor = scene.ground.visitor(BREAKER);
    const page = () => visitor.get(`${customerPath(customer)}/view`);
    const until = (status: number) =>
      waitUntil(async () => (await page()).status === status, {
        timeoutMs: WAIT_MS,
        everyMs: 200,
      });
    await until(200);
    await lookAtAll(
      visitor,
      rightsOf(visitor.persona, customer, [ALL_OF_SUPPORT]),
    );
    assert.ok(
      scene.aviary
        .of(customer.name)
        .some(
          canary =>
            canary.kind === 'ticket.subject' && scene.watch.shown.has(canary),
        ),
      'it shows a ticket',
    );
    assert.equal((await visitor.delete(`${API}/grants/${opened}`)).status, 204);
    await until(404);
    await lookAtAll(visitor, rightsOf(visitor.persona, customer));
    scene.assertNoLeak();
  });

  async function lookAtAll(visitor: Visitor, rights: Rights): Promise<void> {
    await inTurns(surfacesOf(customer), 4, async surface => {
      const { text } = await surface.ask(visitor);
      scene.watch.hear(text, {
        person: visitor.name,
        surface: surface.name,
        customer: customer.name,
        rights: surface.ofPage ? rights : undefined,
      });
    });
  }

  it('no notification tells anybody', async () => {
    const [owner] = customer.team;
    await waitUntil(
      async () =>
        (await noticesOf(scene.ground.visitor(owner))).some(isOfGlass),
      { timeoutMs: WAIT_MS, everyMs: 200 },
    );
    const told = { asked: 0, decided: 0, glass: 0, hidden: 0 };
    for (const visitor of scene.ground.visitors) {
      const { name } = visitor;
      const owns = customer.team.includes(name);
      const seesIt = scene.rights(visitor, customer).customer;
      for (const notice of await noticesOf(visitor)) {
        const text = JSON.stringify(notice);
        scene.watch.hear(text, {
          person: name,
          surface: 'a notification',
          customer: customer.name,
        });
        const { title } = notice.payload;
        const isDecision = title.includes('that you asked for');
        told.asked += Number(title.includes('asks for access'));
        told.decided += Number(isDecision);
        told.glass += Number(isOfGlass(notice));
        told.hidden += Number(!seesIt);
        const knowsIt = isOfGlass(notice)
          ? owns
          : isDecision && name === ASKER && title.includes('given');
        const words = [
          ...(seesIt ? [] : [customer.title, customer.domain]),
          ...(seesIt || knowsIt ? [] : [customer.name]),
        ];
        if (words.some(word => text.includes(word))) {
          scene.watch.complain(`“${title}” names the customer to ${name}`);
        }
        if (isOfGlass(notice) && !owns) {
          scene.watch.complain(`${name} is told of broken glass`);
        }
      }
    }
    scene.assertNoLeak();
    assert.equal(told.decided, 2, 'who asked is told');
    assert.ok(told.asked >= 2, 'who decides is told');
    assert.equal(told.glass, customer.team.length, 'its owners are told');
    assert.ok(told.hidden >= 2, 'nobody is told of what is hidden from them');
  });

  async function noticesOf(visitor: Visitor): Promise<Notice[]> {
    const { status, text } = await visitor.get(
      '/api/notifications/notifications?limit=100',
    );
    assert.equal(status, 200, text);
    return (JSON.parse(text) as { notifications: Notice[] }).notifications;
  }

  it('nobody is told in the lists and the ledger', async () => {
    for (const visitor of scene.ground.visitors) {
      for (const surface of GENERAL) {
        const { text } = await surface.ask(visitor);
        keepQuiet(text, visitor.name, surface.name);
      }
    }
    scene.assertNoLeak();
  });

  it('no row that is kept of it holds a canary', () => {
    const grants = rowsOf('customer-360', 'c360_grants');
    const ledger = rowsOf('customer-360', 'c360_ledger');
    const notices = rowsOf('notifications', 'notification');
    const ofGlass = (rows: object[]) =>
      rows.filter(row => JSON.stringify(row).includes(opened));
    assert.equal(ofGlass(grants).length, 1);
    assert.ok(ofGlass(ledger).length >= 2, 'that it was taken and ended');
    assert.equal(ofGlass(notices).length, customer.team.length);
    for (const [kept, rows] of Object.entries({ grants, ledger, notices })) {
      keepQuiet(JSON.stringify(rows), 'whoever reads the database', kept);
    }
    scene.assertNoLeak();
  });

  function rowsOf(database: string, table: string): object[] {
    const file = new DatabaseSync(
      join(scene.ground.databases, `${database}.sqlite`),
      { readOnly: true },
    );
    const rows = file.prepare(`select * from ${table}`).all();
    file.close();
    return rows;
  }

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });
});

function isOfGlass({ payload }: Notice): boolean {
  return payload.title.includes('opened your customer without asking');
}
