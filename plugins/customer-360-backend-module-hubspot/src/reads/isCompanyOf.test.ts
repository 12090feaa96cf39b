import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { isCompanyOf } from './isCompanyOf';

const CUSTOMER = {
  ref: 'customer:default/cus-acme',
  title: 'Acme',
  domain: 'acme.example',
};

const check = (
  properties: Record<string, string | null>,
  customer: { ref: string; title: string; domain?: string } = CUSTOMER,
) =>
  isCompanyOf({ id: '1', properties } as HubspotRecord, customer, {
    externalIdProperty: 'own_id',
  } as HubspotConfig);

describe('isCompanyOf', () => {
  it.each([
    ['the same', { domain: 'acme.example' }],
    ['in another case, with www', { domain: ' WWW.Acme.example ' }],
    ['a subdomain', { domain: 'eu.acme.example' }],
    [
      'one of several',
      {
        domain: 'old.example',
        hs_additional_domains: 'x.example;acme.example',
      },
    ],
    ['none at all', { domain: null }],
    ['another, with our own name', { domain: 'b.example', own_id: 'CUS-acme' }],
    [
      'another, with our own ref',
      { domain: 'b.example', own_id: 'customer:default/cus-acme' },
    ],
  ])('takes a company whose domain is %s', (_what, properties) => {
    expect(check(properties)).toBe(true);
  });

  it.each([
    ['another', { domain: 'beta.example' }],
    ['one that only ends alike', { domain: 'notacme.example' }],
    [
      'another, with a name of others',
      { domain: 'b.example', own_id: 'acc_1' },
    ],
  ])('refuses one whose domain is %s', (_what, properties) => {
    expect(check(properties)).toBe(false);
  });

  it('has nothing to compare where the customer has no domain', () => {
    expect(
      check({ domain: 'beta.example' }, { ref: CUSTOMER.ref, title: 'Acme' }),
    ).toBe(true);
  });
});
