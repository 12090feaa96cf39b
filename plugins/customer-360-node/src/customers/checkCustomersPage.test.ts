import { checkCustomers, checkCustomersPage } from './checkCustomersPage';

const customer = (id: string) => ({ id, title: 'Acme', team: [], links: {} });
const page = (...ids: string[]) => ({
  customers: ids.map(customer),
  cursor: '',
  last: true,
});

describe('checkCustomersPage', () => {
  it('takes a page as it was agreed', () => {
    expect(checkCustomersPage(page('901', 'acct_ü-1'))).toEqual(
      page('901', 'acct_ü-1'),
    );
  });

  it.each([
    ['nothing', ''],
    ['a space', 'a b'],
    ['a comma', 'a,b'],
    ['a line break', 'a\nb'],
    ['a zero byte', 'a\u0000b'],
    ['an escape', 'a\u001b[31m'],
    ['a delete', 'a\u007fb'],
    ['too much', 'a'.repeat(256)],
  ])('takes no id of %s, and does not quote it', (_what, id) => {
    expect(() => checkCustomersPage(page(id))).toThrow(
      /^The source lists customers in another form than agreed, at customers\.0[.a-z]*$/,
    );
  });

  it('takes no more than 500 at once', () => {
    const ids = Array.from({ length: 501 }, (_, i) => String(i));
    expect(() => checkCustomersPage(page(...ids))).toThrow('at customers');
    expect(checkCustomersPage(page(...ids.slice(1))).customers).toHaveLength(
      500,
    );
  });

  it('takes no customer that was not asked for', () => {
    expect(checkCustomers([{ id: '1', gone: true }], ['1', '2'])).toEqual([
      { id: '1', gone: true },
    ]);
    expect(() => checkCustomers([customer('3')], ['1', '2'])).toThrow(
      'another customer',
    );
  });
});
