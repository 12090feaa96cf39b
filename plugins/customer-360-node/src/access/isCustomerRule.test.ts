import type { Entity } from '@backstage/catalog-model';
import { isCustomer, isCustomerRule } from './isCustomerRule';

const entity = (kind: string, name: string, namespace?: string): Entity => ({
  apiVersion: 'customer-360/v1alpha1',
  kind,
  metadata: { name, namespace },
});

const refs = [
  'customer:default/cus-1',
  'customer:default/cus-2',
  'customer:emea/cus-3',
];

describe('IS_CUSTOMER', () => {
  it.each([
    ['one of them', entity('Customer', 'cus-1'), true],
    ['one in its namespace', entity('Customer', 'cus-3', 'emea'), true],
    ['another', entity('Customer', 'cus-9'), false],
    ['the same name elsewhere', entity('Customer', 'cus-3'), false],
    ['another kind of the same name', entity('Component', 'cus-1'), false],
  ])('applies to %s: %s', (_what, it_, expected) => {
    expect(isCustomerRule.apply(it_, { refs })).toBe(expected);
  });

  it('asks for all of them at once', () => {
    const kind = { key: 'kind', values: ['customer'] };
    expect(isCustomerRule.toQuery({ refs })).toEqual({
      anyOf: [
        {
          allOf: [
            kind,
            { key: 'metadata.namespace', values: ['default'] },
            { key: 'metadata.name', values: ['cus-1', 'cus-2'] },
          ],
        },
        {
          allOf: [
            kind,
            { key: 'metadata.namespace', values: ['emea'] },
            { key: 'metadata.name', values: ['cus-3'] },
          ],
        },
      ],
    });
  });

  it.each([[[]], [['component:default/x', 'nonsense']]])(
    'finds nothing by what names no customer: %j',
    none => {
      const kind = { key: 'kind', values: ['customer'] };
      expect(isCustomerRule.toQuery({ refs: none })).toEqual({
        allOf: [kind, { not: kind }],
      });
    },
  );

  it('is named in a condition of the catalog', () => {
    expect(isCustomer({ refs })).toEqual({
      rule: 'IS_CUSTOMER',
      resourceType: 'catalog-entity',
      params: { refs },
    });
  });
});
