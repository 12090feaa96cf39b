import { allLinkedIds, customerDomain, linkedIds } from './annotations';
import { isCustomerEntity } from './CustomerEntity';

function entity(annotations?: Record<string, string>) {
  return {
    apiVersion: 'customer-360/v1alpha1',
    kind: 'Customer',
    metadata: { name: 'cus-1', annotations },
  };
}

describe('annotations of a customer', () => {
  it('reads the ids at a source, without spaces and repeats', () => {
    expect(
      linkedIds(
        entity({ 'customer-360/stripe': 'cus_2, cus_1,,cus_2 ' }),
        'stripe',
      ),
    ).toEqual(['cus_2', 'cus_1']);
    expect(linkedIds(entity(), 'stripe')).toEqual([]);
  });

  it('does not take the domain for a source', () => {
    const links = allLinkedIds(
      entity({
        'customer-360/domain': 'brightwater.example',
        'customer-360/stripe': 'cus_1',
        'customer-360/stripe-us': 'cus_2',
        'other/stripe': 'cus_3',
      }),
    );
    expect([...links]).toEqual([
      ['stripe', ['cus_1']],
      ['stripe-us', ['cus_2']],
    ]);
  });

  it('reads the domain in lower case', () => {
    expect(
      customerDomain(
        entity({ 'customer-360/domain': ' Brightwater.Example ' }),
      ),
    ).toBe('brightwater.example');
    expect(customerDomain(entity({ 'customer-360/domain': ' ' }))).toBe(
      undefined,
    );
    expect(customerDomain(entity())).toBe(undefined);
  });
});

describe('isCustomerEntity', () => {
  it('goes by kind and version', () => {
    expect(isCustomerEntity(entity())).toBe(true);
    expect(isCustomerEntity({ ...entity(), kind: 'customer' })).toBe(true);
    expect(isCustomerEntity({ ...entity(), kind: 'Component' })).toBe(false);
    expect(
      isCustomerEntity({ ...entity(), apiVersion: 'backstage.io/v1alpha1' }),
    ).toBe(false);
  });
});
