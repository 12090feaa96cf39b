import { after, before, describe, it } from 'node:test';
import { everyThird } from '../lib/everyThird.ts';
import { inTurns } from '../lib/inTurns.ts';
import { SEER } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { API, FACETS, GENERAL, surfacesOf, UNFILLED } from '../lib/surfaces.ts';

const VENDORS = ['stripe', 'hubspot', 'zendesk'] as const;
const FILLED = FACETS.filter(facet => !UNFILLED.has(facet));

/** Answers that hold canaries and cannot be read as they are. */
const FAULTS = [
  { fault: 'malformed' },
  { fault: 'unknown_enum' },
  { fault: 'missing_field' },
  { fault: 'missing_field', field: 'created' },
  { fault: 'missing_field', field: 'properties' },
  { fault: 'wrong_customer' },
  { fault: 'truncate' },
  { fault: 'html' },
  { fault: 'status', status: 500 },
  { fault: 'status', status: 403 },
] as const;

describe(`a failure tells nothing of what failed (seed ${SEED})`, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start({ customers: FAULTS.length, drawnRoles: 4 });
  });

  after(async () => {
    await scene?.end();
  });

  for (const [at, fault] of FAULTS.entries()) {
    it(JSON.stringify(fault), async context => {
      const { ground, watch } = scene;
      const customer = ground.customers[at];
      context.after(() => ground.marks.clearFaults());
      for (const vendor of VENDORS) {
        await ground.marks.addFault({ vendor, ...fault });
      }
      await ground.invalidate(customer, FILLED);
      // Whoever may see the most makes all of it be read.
      const visitors = scene.fromLeastToMost(customer).reverse();
      for (const visitor of everyThird(visitors)) {
        const rights = scene.rights(visitor, customer);
        await inTurns(surfacesOf(customer), 6, async surface => {
          const { text } = await surface.ask(visitor);
          watch.hear(text, {
            person: visitor.name,
            surface: `${surface.name} after ${fault.fault}`,
            customer: customer.name,
            rights: surface.ofPage ? rights : undefined,
          });
        });
      }
      for (const surface of GENERAL) {
        const seer = ground.visitor(SEER);
        const { text } = await surface.ask(seer);
        watch.hear(text, {
          person: SEER,
          surface: surface.name,
          tells: kind => surface.tells?.(kind, seer.persona) === true,
        });
      }
      const lookup = await ground.visitor('plain').post(`${API}/lookup`, {
        kind: 'email',
        value: `nobody@${customer.domain}`,
      });
      watch.hear(lookup.text, { person: 'plain', surface: 'a lookup' });
      scene.assertNoLeak();
    });
  }

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });
});
