import assert from 'node:assert/strict';
import type { Customer } from './customers.ts';
import { differences } from './differences.ts';
import type { Rights } from './rights.ts';
import { SEER } from './roles.ts';
import type { Scene } from './Scene.ts';
import { customerPath } from './surfaces.ts';
import type { Answer, Visitor } from './Visitor.ts';

/** A kind of mark, where it is read, and who may notice that it changes. */
export interface Change {
  readonly kind: string;
  readonly facets: readonly string[];
  readonly noticed: (rights: Rights) => boolean;
}

/**
 * Changes it at the vendor for every customer, and has those who may not see
 * it look before and after: not a byte is another for them, and somebody who
 * may see it sees another page.
 *
 * @param tell - has the portal know that something changed; resolves when it does
 */
export async function assertUnnoticed(
  scene: Scene,
  { facets, kind, noticed }: Change,
  tell: (customer: Customer) => Promise<void>,
): Promise<void> {
  const pageOf = (visitor: Visitor, customer: Customer) =>
    visitor.get(`${customerPath(customer)}/view`);
  let [changed, unnoticed] = [0, 0];
  for (const customer of scene.ground.customers) {
    const before = new Map<Visitor, Answer>();
    for (const visitor of scene.ground.visitors) {
      before.set(visitor, await pageOf(visitor, customer));
    }
    await scene.ground.marks.renew(customer.name, kind);
    await scene.listenTo(customer);
    await tell(customer);
    for (const visitor of scene.fromLeastToMost(customer)) {
      const rights = scene.rights(visitor, customer);
      const [was, is] = [before.get(visitor)!, await pageOf(visitor, customer)];
      scene.watch.hear(is.text, {
        person: visitor.name,
        surface: 'the page',
        customer: customer.name,
        rights,
      });
      if (!rights.customer || noticed(rights)) {
        continue;
      }
      unnoticed += 1;
      if (seesNone(was, facets)) {
        assert.equal(is.etag, was.etag, `the ETag of ${visitor.name}`);
        assert.equal(is.text, was.text, `the bytes of ${visitor.name}`);
      } else {
        assert.deepEqual(
          differences(was.text, is.text),
          [],
          `the page of ${visitor.name}`,
        );
      }
    }
    const seer = scene.ground.visitor(SEER);
    const { text } = await pageOf(seer, customer);
    changed += differences(before.get(seer)!.text, text).length;
  }
  assert.ok(changed > 0, 'who may see it sees that it has changed');
  assert.ok(unnoticed > 0, 'everybody may see it');
  scene.assertNoLeak();
}

/** Whether nothing of the facets is in the page at any level. */
function seesNone({ text }: Answer, facets: readonly string[]): boolean {
  const { access } = JSON.parse(text) as {
    access: { facets: Record<string, string> };
  };
  return facets.every(facet => access.facets[facet] === 'none');
}
