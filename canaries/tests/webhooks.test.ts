import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { waitUntil } from 'rig';
import { assertUnnoticed, type Change } from '../lib/assertUnnoticed.ts';
import type { Customer } from '../lib/customers.ts';
import { SEER } from '../lib/roles.ts';
import type { Mark, SentWebhook } from '../lib/SandboxMarks.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { API, GENERAL, surfacesOf } from '../lib/surfaces.ts';

const WAIT_MS = 20_000;
/** Longer than what was told about stays fresh, shorter than anything else. */
const SOON_MS = 10_000;

interface Told extends Change {
  readonly vendor: 'stripe' | 'hubspot' | 'zendesk';
  readonly type: string;
  /** The kind of mark that is the id of what has changed. */
  readonly idOf: string;
  /** The vendor's words around what it sends along. */
  data(customer: Customer, texts: readonly string[]): object;
}

/** One of each vendor, with everything in it that it could let out. */
const TOLD: readonly Told[] = [
  {
    vendor: 'zendesk',
    type: 'zen:event-type:ticket.subject_changed',
    idOf: 'ticket.id',
    data: ({ annotations }, texts) => ({
      detail: {
        organization_id: firstId(annotations['customer-360/zendesk']),
        subject: texts.join(' '),
      },
      event: { current: texts, previous: texts },
    }),
    kind: 'ticket.subject',
    facets: ['tickets', 'feedback'],
    noticed: rights => rights.full('support'),
  },
  {
    vendor: 'stripe',
    type: 'customer.subscription.updated',
    idOf: 'subscription.id',
    data: ({ annotations }, texts) => ({
      customer: firstId(annotations['customer-360/stripe']),
      description: texts.join(' '),
      previous_attributes: { metadata: texts },
    }),
    kind: 'subscription.price',
    facets: ['subscriptions', 'contracts'],
    noticed: rights => rights.summary('billing'),
  },
  {
    vendor: 'hubspot',
    type: 'deal.propertyChange',
    idOf: 'deal.id',
    data: (_, texts) => ({
      propertyName: 'dealname',
      propertyValue: texts.join(' '),
    }),
    kind: 'deal.name',
    facets: ['opportunities'],
    noticed: rights => rights.full('relationship') && rights.label('sales'),
  },
];

describe(`what a vendor sends by webhook is told to nobody (seed ${SEED})`, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start({ customers: 2, drawnRoles: 4 });
  });

  after(async () => {
    await scene?.end();
  });

  function urlOf(vendor: string): string {
    return `${scene.ground.url}${API}/webhooks/${vendor}`;
  }

  /** Sends an event about the customer that says all there is to say of it. */
  async function send(told: Told, customer: Customer): Promise<SentWebhook> {
    const marks = await scene.ground.marks.of(customer.name);
    const sent = await scene.ground.marks.sendWebhook({
      vendor: told.vendor,
      url: urlOf(told.vendor),
      event: {
        type: told.type,
        objectId: idIn(marks, told.idOf),
        data: told.data(
          customer,
          marks.map(({ value }) => String(value)),
        ),
      },
    });
    assert.equal(sent.status, 200, `${told.vendor} is not heard`);
    return sent;
  }

  /** Until all that was taken has had its effect. */
  async function untilDone(vendor: string): Promise<void> {
    const seer = scene.ground.visitor(SEER);
    await waitUntil(
      async () => {
        const { text } = await seer.get(`${API}/sources`);
        const { sources } = JSON.parse(text) as {
          sources: Array<{
            id: string;
            webhook?: { waiting: number; dead: number };
          }>;
        };
        const webhook = sources.find(({ id }) => id === vendor)?.webhook;
        assert.equal(webhook?.dead, 0, `${vendor} has given something up`);
        return webhook?.waiting === 0;
      },
      { timeoutMs: WAIT_MS, everyMs: 100 },
    );
  }

  /** Until nothing is read again soon because it was told about before. */
  async function untilSettled(customer: Customer): Promise<void> {
    const [page] = surfacesOf(customer);
    const seer = scene.ground.visitor(SEER);
    await waitUntil(
      async () => {
        const { text } = await page.ask(seer);
        const ends = [...text.matchAll(/"freshUntil": ?"([^"]+)"/g)];
        return (
          ends.length > 0 &&
          ends.every(([, at]) => Date.parse(at) > Date.now() + SOON_MS)
        );
      },
      { timeoutMs: WAIT_MS, everyMs: 200 },
    );
  }

  for (const told of TOLD) {
    it(`${told.vendor} tells of ${told.kind}, and who may not see it sees no change`, async () => {
      for (const customer of scene.ground.customers) {
        await untilSettled(customer);
      }
      await assertUnnoticed(scene, told, async customer => {
        await send(told, customer);
        await untilDone(told.vendor);
      });
    });

    it(`${told.vendor} is answered without a word of it, forged, repeated or broken`, async () => {
      const [customer] = scene.ground.customers;
      const { body, headers } = await send(told, customer);
      assert.ok(
        scene.aviary.heardIn(body, customer.name).size > 10,
        'the event has canaries in it',
      );
      const deliveries: ReadonlyArray<readonly [number, string, object]> = [
        [200, body, headers],
        [401, body, { 'content-type': 'application/json' }],
        [401, body.replace('}', ' }'), headers],
        [401, body.slice(0, -20), headers],
      ];
      for (const [status, text, signed] of deliveries) {
        const response = await fetch(urlOf(told.vendor), {
          method: 'POST',
          headers: { ...signed },
          body: text,
        });
        assert.equal(response.status, status);
        scene.watch.hear(
          `${await response.text()} ${JSON.stringify([...response.headers])}`,
          { person: told.vendor, surface: 'the answer to a webhook' },
        );
      }
      scene.assertNoLeak();
    });
  }

  it('nobody is told of it anywhere', async () => {
    for (const { vendor } of TOLD) {
      await untilDone(vendor);
    }
    for (const customer of scene.ground.customers) {
      await lookAt(customer);
    }
    for (const visitor of scene.ground.visitors) {
      for (const surface of GENERAL) {
        const { text } = await surface.ask(visitor);
        scene.watch.hear(text, { person: visitor.name, surface: surface.name });
      }
    }
    scene.assertNoLeak();
  });

  it('ids alone are kept of it', () => {
    const database = new DatabaseSync(
      join(scene.ground.databases, 'customer-360.sqlite'),
      { readOnly: true },
    );
    const rows = database.prepare('select * from c360_webhook_events').all();
    database.close();
    assert.ok(rows.length >= 2 * TOLD.length, `${rows.length} rows`);
    const kept = [...scene.aviary.heardIn(JSON.stringify(rows))].map(
      ({ kind }) => kind,
    );
    assert.deepEqual(
      kept.filter(kind => !kind.endsWith('.id')),
      [],
    );
  });

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });

  async function lookAt(customer: Customer): Promise<void> {
    const [page] = surfacesOf(customer);
    for (const visitor of scene.fromLeastToMost(customer)) {
      const { text } = await page.ask(visitor);
      scene.watch.hear(text, {
        person: visitor.name,
        surface: page.name,
        customer: customer.name,
        rights: scene.rights(visitor, customer),
      });
    }
  }
});

function firstId(ids: string): string {
  return ids.split(',')[0];
}

function idIn(marks: readonly Mark[], kind: string): string {
  const mark = marks.find(
    it => it.kind === kind && !it.traits.includes('private'),
  );
  assert.ok(mark, `There is no ${kind}`);
  return String(mark.value);
}
