import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Aviary } from '../lib/Aviary.ts';
import { Ground } from '../lib/Ground.ts';
import { rightsOf } from '../lib/rights.ts';
import { Watch } from '../lib/Watch.ts';

const SEED = Number(process.env.CUSTOMER_360_CANARY_SEED ?? 42);

describe(`nothing hidden is told to anybody (seed ${SEED})`, () => {
  let ground: Ground;
  const aviary = new Aviary();
  const watch = new Watch(aviary);

  before(async () => {
    ground = await Ground.start({ seed: SEED, customers: 12, drawnRoles: 18 });
    for (const { name } of ground.customers) {
      aviary.add(name, await ground.marks.of(name));
    }
  });

  after(async () => {
    await ground?.stop();
  });

  it('in the page', async () => {
    const begin = Date.now();
    for (const customer of ground.customers) {
      const path = `/api/customer-360/v1/customers/default/${customer.name}/view`;
      for (const visitor of ground.visitors) {
        const rights = rightsOf(visitor.persona, customer);
        const answer = await visitor.get(path);
        if (
          answer.status !==
          (rights.customer ? 200 : visitor.name === 'nobody' ? 403 : 404)
        ) {
          watch.complain(
            `${visitor.name} ${rights.customer} gets ${
              answer.status
            } ${answer.text.slice(0, 200)}`,
          );
        }
        watch.hear(answer.text, {
          person: visitor.name,
          surface: 'the page',
          customer: customer.name,
          rights,
        });
      }
    }
    console.log(watch.cases, Date.now() - begin);
    const shownKinds = new Map<string, number>();
    for (const c of watch.shown)
      shownKinds.set(c.kind, (shownKinds.get(c.kind) ?? 0) + 1);
    console.log(Object.fromEntries(shownKinds));
    assert.deepEqual(watch.leaks, []);
  });
});
