import type { PortfolioRow } from '@customer-360/backstage-plugin-customer-360-common';
import { DefaultPortfolioExport } from './DefaultPortfolioExport';
import { csvHead, csvLine } from './portfolioCsv';

const ROW: PortfolioRow = {
  ref: 'customer:default/acme',
  namespace: 'default',
  name: 'acme',
  title: 'Acme',
  lifecycle: 'active',
  owner: 'user:default/mara',
  team: [],
  hidden: [],
  risk: 'low',
  reasons: [],
};

/** By the name of their column. */
function cells(row: Partial<PortfolioRow>): Record<string, string> {
  const names = csvHead().slice(1).trimEnd().split(',');
  const values = csvLine({ ...ROW, ...row })
    .trimEnd()
    .split(',');
  expect(values).toHaveLength(names.length);
  return Object.fromEntries(names.map((name, at) => [name, values[at]]));
}

describe('csvLine', () => {
  it.each([
    [{ amount: 480_000, currency: 'EUR' }, '4800.00'],
    [{ amount: 5, currency: 'USD' }, '0.05'],
    [{ amount: 412_000, currency: 'JPY' }, '412000'],
    [{ amount: 1_234_567, currency: 'KWD' }, '1234.567'],
    [{ amount: -5, currency: 'EUR' }, "'-0.05"],
  ])('has %j as %s', (money, expected) => {
    expect(cells({ mrr: [money] })).toMatchObject({
      mrr: expected,
      mrr_currency: money.currency,
    });
  });

  it('has nothing of what is not known', () => {
    expect(cells({})).toMatchObject({ mrr: '', health: '', notice_by: '' });
  });

  it('has a number that is negative as it is', () => {
    const mrrChange = {
      percent: -12.74,
      absolute: -1,
      currency: 'EUR',
      day: '',
    };
    expect(cells({ mrrChange }).mrr_change_percent_30d).toBe('-12.7');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx'])(
    'gives %j to no spreadsheet as a formula',
    title => {
      expect(cells({ title }).name).toBe(`'${title}`);
    },
  );
});

describe('DefaultPortfolioExport', () => {
  it('gives nothing where there are more than are given at once', async () => {
    const append = jest.fn();
    const page = jest.fn();
    const service = new DefaultPortfolioExport({
      access: {
        require: async () => undefined,
        listable: async () => ({ atoms: [], classes: [] }),
      } as never,
      listed: { listOf: async () => ({}), page } as never,
      store: { count: async (_list, upTo) => ({ count: upTo, more: true }) },
      ledger: { append } as never,
      most: 3,
    });
    await expect(
      service.csv({ userRef: 'user:default/mara' } as never, {}),
    ).rejects.toThrow('more than 3 customers');
    expect(page).not.toHaveBeenCalled();
    expect(append).not.toHaveBeenCalled();
  });
});
