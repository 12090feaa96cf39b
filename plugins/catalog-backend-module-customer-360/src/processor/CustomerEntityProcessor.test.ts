import type { Entity } from '@backstage/catalog-model';
import { CustomerEntityProcessor } from './CustomerEntityProcessor';

const processor = new CustomerEntityProcessor();

function customer(spec: object, rest: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'customer-360/v1alpha1',
    kind: 'Customer',
    metadata: { name: 'cus-8f3a1c', namespace: 'default' },
    spec: { owner: 'group:default/csm-emea', lifecycle: 'active', ...spec },
    ...rest,
  } as Entity;
}

async function relationsOf(entity: Entity) {
  const relations: string[] = [];
  await processor.postProcessEntity(
    entity,
    { type: 'file', target: 'customers.yaml' },
    result => {
      if (result.type === 'relation') {
        const { type, target } = result.relation;
        relations.push(
          `${type} ${target.kind}:${target.namespace}/${target.name}`.toLowerCase(),
        );
      }
    },
  );
  return relations;
}

describe('CustomerEntityProcessor', () => {
  it('should accept a whole customer', async () => {
    await expect(
      processor.validateEntityKind(
        customer({
          team: [{ role: 'csm', ref: 'user:default/mara' }],
          segment: 'enterprise',
          parent: 'customer:default/cus-11aa0b',
        }),
      ),
    ).resolves.toBe(true);
  });

  it('should leave other kinds to others', async () => {
    await expect(
      processor.validateEntityKind({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'x' },
      }),
    ).resolves.toBe(false);
  });

  it.each([
    ['no owner', { owner: undefined }],
    ['an unknown lifecycle', { lifecycle: 'at-risk' }],
    ['a figure that changes daily', { mrr: 4800 }],
    ['a team member without a ref', { team: [{ role: 'csm' }] }],
    ['a role that is no plain word', { team: [{ role: 'C S M', ref: 'x' }] }],
  ])('should refuse %s', async (_what, spec) => {
    await expect(processor.validateEntityKind(customer(spec))).rejects.toThrow(
      TypeError,
    );
  });

  it('should refuse another apiVersion of the kind, naming the right one', async () => {
    await expect(
      processor.validateEntityKind(
        customer({}, { apiVersion: 'customer-360/v2' }),
      ),
    ).rejects.toThrow('customer-360/v1alpha1');
  });

  it('should make the owner and everyone in the team own it, and the parent its parent', async () => {
    await expect(
      relationsOf(
        customer({
          owner: 'csm-emea',
          team: [
            { role: 'csm', ref: 'user:default/mara' },
            { role: 'account-executive', ref: 'jonas' },
          ],
          parent: 'cus-11aa0b',
        }),
      ),
    ).resolves.toEqual([
      'ownedby group:default/csm-emea',
      'ownedby user:default/mara',
      'ownedby user:default/jonas',
      'childof customer:default/cus-11aa0b',
    ]);
  });

  it('should emit no reverse relation, which would show hidden customers', async () => {
    const sources = new Set<string>();
    const entity = customer({ parent: 'cus-11aa0b' });
    await processor.postProcessEntity(
      entity,
      { type: 'file', target: 'customers.yaml' },
      result => {
        if (result.type === 'relation') {
          sources.add(result.relation.source.name);
        }
      },
    );
    expect([...sources]).toEqual(['cus-8f3a1c']);
  });
});
