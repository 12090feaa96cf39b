import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Customer } from '../lib/customers.ts';
import { SEER } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { API, customerPath } from '../lib/surfaces.ts';

/** Who sees what one vendor fills alone, and the vendors of the rest. */
const ONE_VENDOR = [
  ['only-billing', 'stripe', ['hubspot', 'zendesk']],
  ['only-support', 'zendesk', ['stripe', 'hubspot']],
  ['only-upcoming', 'hubspot', ['stripe', 'zendesk']],
] as const;

const ALL = ['hubspot', 'stripe', 'zendesk'];

describe(`a hidden source is not waited for (seed ${SEED})`, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start({ customers: 7, drawnRoles: 0 });
  });

  after(async () => {
    await scene?.end();
  });

  for (const [at, [person, own, others]] of ONE_VENDOR.entries()) {
    it(`${person} has nobody but ${own} asked`, async () => {
      const { marks } = scene.ground;
      const before = await marks.calls();
      // Nobody has looked at this customer.
      const { status } = await scene.ground
        .visitor(person)
        .get(`${customerPath(scene.ground.customers[at])}/view`);
      const calls = await marks.calls();
      const asked = (vendor: string) =>
        (calls[vendor] ?? 0) - (before[vendor] ?? 0);
      assert.equal(status, 200);
      assert.ok(asked(own) > 0, `${own} is asked`);
      for (const vendor of others) {
        assert.equal(asked(vendor), 0, `${vendor} is asked`);
      }
    });
  }

  for (const [at, [person, , others]] of ONE_VENDOR.entries()) {
    it(`${person} is not told that ${others.join(
      ' and ',
    )} are silent`, async context => {
      const { marks } = scene.ground;
      const customer = scene.ground.customers[3 + at];
      for (const vendor of others) {
        await marks.addFault({ vendor, fault: 'hang' });
      }
      context.after(() => marks.clearFaults());
      // Somebody waits for what never comes, for the same customer.
      const waits = scene.ground
        .visitor(SEER)
        .get(`${customerPath(customer)}/view`);
      const during = await look(person, customer);
      for (const vendor of others) {
        assert.doesNotMatch(during.text, new RegExp(`"${vendor}"`));
      }
      assert.doesNotMatch(
        during.text,
        /"state": ?"(unavailable|stale)"|"renewing"|"timeout"/,
      );
      const waited = await waits;
      assert.match(waited.text, /"timeout"/, 'the other one is told');
      // Who is made to wait for a source knows that there is something in it.
      assert.ok(
        during.tookMs < waited.tookMs / 2,
        `${during.tookMs} of ${waited.tookMs} ms`,
      );
      const after = await look(person, customer);
      assert.equal(after.etag, during.etag);
      await marks.clearFaults();
      const mended = await look(person, customer);
      assert.equal(mended.etag, during.etag);
      assert.equal(mended.text, during.text);
      scene.assertNoLeak();
    });
  }

  /** A lookup of each kind that some vendor is asked for, and finds nothing. */
  const SOUGHT = [
    ['email', 'nobody@nowhere.example'],
    ['invoice', 'NOBODY-0001'],
    ['ticket', '999999999'],
    ['account', 'cus_Nobody1'],
  ] as const;

  it('a lookup asks and names no source that could show nothing', async context => {
    const { marks } = scene.ground;
    context.after(() => marks.clearFaults());
    const lookups = async (person: string) => {
      const before = await marks.calls();
      const unavailable = new Set<string>();
      for (const [kind, value] of SOUGHT) {
        const { status, text } = await scene.ground
          .visitor(person)
          .post(`${API}/lookup`, { kind, value });
        assert.equal(status, 200, `${person}: ${kind}`);
        const answer = JSON.parse(text) as { unavailable: string[] };
        answer.unavailable.forEach(it => unavailable.add(it.toLowerCase()));
      }
      const calls = await marks.calls();
      const asked = new Set(
        Object.keys(calls).filter(it => calls[it] > (before[it] ?? 0)),
      );
      return { asked, unavailable };
    };
    for (const [person, , others] of ONE_VENDOR) {
      // What hung before is read again at some time, which is no lookup's doing.
      const rounds = [
        await lookups(person),
        await lookups(person),
        await lookups(person),
      ];
      for (const vendor of others) {
        assert.ok(
          !rounds.every(({ asked }) => asked.has(vendor)),
          `${vendor} is asked for ${person}`,
        );
      }
    }
    assert.deepEqual([...(await lookups(SEER)).asked].sort(), ALL);

    for (const vendor of ALL) {
      await marks.addFault({ vendor, fault: 'status', status: 500 });
    }
    for (const [person, , others] of ONE_VENDOR) {
      const { unavailable } = await lookups(person);
      for (const vendor of others) {
        assert.ok(!unavailable.has(vendor), `${vendor} is named to ${person}`);
      }
    }
    // Who may see something of each of them is told.
    assert.deepEqual([...(await lookups(SEER)).unavailable].sort(), ALL);
  });

  async function look(person: string, customer: Customer) {
    const visitor = scene.ground.visitor(person);
    const answer = await visitor.get(`${customerPath(customer)}/view`);
    scene.watch.hear(answer.text, {
      person,
      surface: 'the page',
      customer: customer.name,
      rights: scene.rights(visitor, customer),
    });
    return answer;
  }
});
