import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { waitUntil } from 'rig';
import type { Customer } from '../lib/customers.ts';
import { everyThird } from '../lib/everyThird.ts';
import { inTurns } from '../lib/inTurns.ts';
import {
  narrowed,
  rightsOf,
  rightsOfGrants,
  type Rights,
} from '../lib/rights.ts';
import { SEER, type Grant } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import { API, customerPath, surfacesOf } from '../lib/surfaces.ts';
import type { Visitor } from '../lib/Visitor.ts';

const SCOPES = ['own', 'team', 'others'] as const;
const GRANT_MS = 30_000;

describe(`exceptions and previews tell no more than they give (seed ${SEED})`, () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.start({ customers: 3, drawnRoles: 3 });
  });

  after(async () => {
    await scene?.end();
  });

  it('a preview shows what both may see', async () => {
    let previews = 0;
    const roles = everyThird(scene.ground.visitors);
    for (const customer of scene.ground.customers.slice(0, 1)) {
      for (const visitor of scene.ground.visitors) {
        const own = scene.rights(visitor, customer);
        await inTurns(roles, 4, async ({ persona }) => {
          for (const scope of SCOPES) {
            const as = `?as=${persona.name}&scope=${scope}`;
            for (const place of ['view', 'stream', 'facets/touchpoints']) {
              const { status, text } = await visitor.get(
                `${customerPath(customer)}/${place}${as}`,
              );
              const mayPreview = status === 200;
              previews += Number(mayPreview);
              scene.watch.hear(text, {
                person: visitor.name,
                surface: `a preview of the ${place} as ${persona.name}`,
                customer: customer.name,
                rights: narrowed(
                  own,
                  rightsOfGrants([
                    mayPreview ? persona.role?.[scope] : undefined,
                  ]),
                ),
              });
            }
          }
        });
      }
    }
    assert.ok(previews > 50, `${previews} previews`);
    scene.assertNoLeak();
  });

  const EXCEPTIONS: ReadonlyArray<readonly [string, Grant]> = [
    ['summary', { tier: 'full', labels: ['sales'] }],
    ['only-billing', { tier: 'summary', sections: ['support', 'contract'] }],
    [
      'own-only',
      { tier: 'full', labels: ['notes'], sections: ['relationship'] },
    ],
  ];
  for (const [person, grant] of EXCEPTIONS) {
    it(`a grant of ${JSON.stringify(
      grant,
    )} to ${person} gives that and ends`, async () => {
      const [customer, other] = scene.ground.customers.filter(
        ({ team }) => !team.includes(person),
      );
      const visitor = scene.ground.visitor(person);
      const without = rightsOf(visitor.persona, customer);
      const granted = rightsOf(visitor.persona, customer, [grant]);
      const reason = `Canary of the reason of ${person}, for nobody else`;
      await lookAtAll(visitor, customer, without);

      const id = await askFor(visitor, customer, grant, reason);
      const decided = await scene.ground
        .visitor(SEER)
        .post(`${API}/grants/${id}`, { decision: 'approve' });
      assert.equal(decided.status, 200, decided.text);
      await untilSees(visitor, customer, granted, grant);
      await lookAtAll(visitor, customer, granted);
      await lookAtAll(visitor, other, rightsOf(visitor.persona, other));
      await assertReasonIsKept(reason, person);

      assert.equal((await visitor.delete(`${API}/grants/${id}`)).status, 204);
      await untilSees(visitor, customer, without, grant);
      await lookAtAll(visitor, customer, without);
      scene.assertNoLeak();
    });
  }

  async function askFor(
    visitor: Visitor,
    customer: Customer,
    grant: Grant,
    reason: string,
  ): Promise<string> {
    const asked = await visitor.post(`${API}/grants`, {
      ...grant,
      scope: { kind: 'customer', ref: `customer:default/${customer.name}` },
      reason,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    assert.equal(asked.status, 201, asked.text);
    return (JSON.parse(asked.text) as { id: string }).id;
  }

  /** Until the page has the sections of the grant at the level of the rights. */
  async function untilSees(
    visitor: Visitor,
    customer: Customer,
    rights: Rights,
    { sections = ['relationship'] }: Grant,
  ) {
    const facets = { relationship: 'touchpoints', support: 'tickets' } as const;
    const section = sections[0] as keyof typeof facets;
    let wanted = rights.summary(section) ? 'summary' : 'none';
    if (rights.full(section)) {
      wanted = 'full';
    }
    await waitUntil(
      async () => {
        const { status, text } = await visitor.get(
          `${customerPath(customer)}/view`,
        );
        const { access } = (status === 200 ? JSON.parse(text) : {}) as {
          access?: { facets: Record<string, string> };
        };
        return (access?.facets[facets[section]] ?? 'none') === wanted;
      },
      { timeoutMs: GRANT_MS, everyMs: 200 },
    );
  }

  async function lookAtAll(
    visitor: Visitor,
    customer: Customer,
    rights: Rights,
  ) {
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

  /** It is for who asked and for those who decide. */
  async function assertReasonIsKept(reason: string, person: string) {
    let told = 0;
    for (const visitor of scene.ground.visitors) {
      const { persona } = visitor;
      const decides =
        persona.role?.permissions?.includes('grants.manage') ||
        SCOPES.some(scope => persona.role?.[scope]?.tier === 'admin');
      for (const view of ['own', 'managed']) {
        const { text } = await visitor.get(
          `${API}/grants?view=${view}&limit=200`,
        );
        if (text.includes(reason)) {
          told += 1;
          assert.ok(
            view === 'own' ? visitor.name === person : decides,
            `${visitor.name} reads ${person}'s reason`,
          );
        }
      }
    }
    assert.ok(told >= 2, 'who asked and who decides read it');
  }

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });
});
