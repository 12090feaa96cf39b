import { customerEntity } from '../__testUtils__/customers';
import { mergeLinks } from './mergeLinks';

const entity = {
  ...customerEntity('acme'),
  metadata: {
    ...customerEntity('acme').metadata,
    annotations: { 'customer-360/desk': 'org_1' },
  },
};

describe('mergeLinks', () => {
  it('knows the least certain rule of what nobody has confirmed', () => {
    const links = mergeLinks(entity, [
      { source: 'desk', account: 'org_2', rule: 'external_id' },
      { source: 'desk', account: 'org_3', rule: 'domain' },
      { source: 'billing', account: 'cus_1', rule: 'manual' },
      { source: 'crm', account: '7', rule: 'metadata' },
      { source: 'crm', account: '8', rule: 'manual' },
    ]);
    expect(links.ids('desk')).toEqual(['org_1', 'org_2', 'org_3']);
    expect(links.foundBy('desk')).toBe('domain');
    expect(links.foundBy('billing')).toBeUndefined();
    expect(links.foundBy('crm')).toBe('metadata');
    expect(links.foundBy('product')).toBeUndefined();
  });

  it('takes for certain what is written on the entity, however else it was found', () => {
    const links = mergeLinks(entity, [
      { source: 'desk', account: 'org_1', rule: 'email' },
    ]);
    expect(links.ids('desk')).toEqual(['org_1']);
    expect(links.foundBy('desk')).toBeUndefined();
  });

  it('has another key once a link is confirmed', () => {
    const key = (rule: 'domain' | 'manual') =>
      mergeLinks(entity, [{ source: 'crm', account: '7', rule }]).key;
    expect(key('manual')).not.toBe(key('domain'));
  });
});
