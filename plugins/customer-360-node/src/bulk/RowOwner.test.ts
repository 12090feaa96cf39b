import { isOwnedBy, type RowOwner } from './RowOwner';

const ACME = { ref: 'customer:default/cus-acme', domain: 'acme.example' };

describe('isOwnedBy', () => {
  it.each<[string, RowOwner, boolean]>([
    ['nothing is said', {}, true],
    ['nothing is in what is said', { names: [' '], domains: [''] }, true],
    ['it has our name', { names: ['CUS-acme'] }, true],
    ['it has our ref', { names: ['customer:default/cus-acme'] }, true],
    ['it has another name', { names: ['cus-beta'] }, false],
    [
      'it has another name and our domain',
      { names: ['acc_1'], domains: ['acme.example'] },
      true,
    ],
    [
      'it has our domain among others',
      { domains: ['b.example', ' WWW.Acme.example'] },
      true,
    ],
    ['it has a subdomain of ours', { domains: ['eu.acme.example'] }, true],
    ['it has another domain', { domains: ['beta.example'] }, false],
    ['its domain only ends alike', { domains: ['notacme.example'] }, false],
    [
      'it has another domain and our name',
      { names: ['cus-acme'], domains: ['b.example'] },
      true,
    ],
  ])('where %s', (_what, owner, expected) => {
    expect(isOwnedBy(owner, ACME)).toBe(expected);
  });

  it('has no domain to compare where the customer has none', () => {
    const { ref } = ACME;
    expect(isOwnedBy({ domains: ['beta.example'] }, { ref })).toBe(true);
    expect(isOwnedBy({ names: ['cus-beta'] }, { ref })).toBe(false);
  });
});
