import {
  createSourceTestHarness,
  type SourceTestHarness,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import {
  account,
  createTestSource,
  createWorld,
  respondFrom,
} from '../__testUtils__/fakeStripe';
import { CUSTOMER } from '../__testUtils__/stripeObjects';
import { quoteForSearch } from './createStripeFinder';

describe('createStripeFinder', () => {
  let harness: SourceTestHarness;

  beforeEach(async () => {
    harness = await createSourceTestHarness({
      createSource: createTestSource,
      respond: respondFrom(createWorld()),
    });
  });

  afterEach(async () => {
    await harness.close();
  });

  it('finds by account id, e-mail in any case, and invoice number', async () => {
    const { lookup } = harness.source;
    const context = harness.context();
    expect(await lookup!.account!(CUSTOMER, context)).toEqual([CUSTOMER]);
    expect(
      await lookup!.email!('Billing@Brightwater.example', context),
    ).toEqual([CUSTOMER]);
    expect(await lookup!.invoice!('BW-0012', context)).toEqual([CUSTOMER]);
  });

  it('finds nobody for what is not there, without an error', async () => {
    const { lookup } = harness.source;
    const context = harness.context();
    expect(await lookup!.account!('cus_unknown', context)).toEqual([]);
    expect(await lookup!.account!('../charges', context)).toEqual([]);
    expect(await lookup!.email!('nobody@example.com', context)).toEqual([]);
    expect(harness.requests().some(({ path }) => path === '/v1/charges')).toBe(
      false,
    );
  });

  it('proposes by metadata, never by name', async () => {
    const candidates = await harness.source.link!.candidates(
      account.customer,
      harness.context(),
    );
    expect(candidates).toEqual([{ id: CUSTOMER, rule: 'metadata' }]);
    expect(harness.requests()[0].query.get('query')).toBe(
      'metadata["customer360"]:"cus-8f3a1c"',
    );
  });

  it('proposes by an address of the domain where no metadata names the customer', async () => {
    const requests: string[] = [];
    const hits = [
      { id: 'cus_1', email: 'Billing@Brightwater.example' },
      { id: 'cus_2', email: 'a@brightwater.example.evil.test' },
      { id: 'cus_3', email: null },
    ];
    const own = await createSourceTestHarness({
      createSource: createTestSource,
      respond: ({ query }) => {
        const asked = query.get('query') ?? '';
        requests.push(asked);
        return {
          json: {
            object: 'search_result',
            data: asked.startsWith('email') ? hits : [],
            has_more: false,
          },
        };
      },
    });
    try {
      const { link } = own.source;
      expect(await link!.candidates(account.customer, own.context())).toEqual([
        { id: 'cus_1', rule: 'email' },
      ]);
      expect(requests).toEqual([
        'metadata["customer360"]:"cus-8f3a1c"',
        'email~"@brightwater.example"',
      ]);
      const strange = { ...account.customer, domain: 'a" OR name~"b' };
      expect(await link!.candidates(strange, own.context())).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it.each([
    ['plain', '"plain"'],
    ['a" OR email~"b', '"a\\" OR email~\\"b"'],
    ['back\\slash', '"back\\\\slash"'],
    ['line\nbreak', undefined],
    ['', undefined],
  ])('quotes %j', (value, quoted) => {
    expect(quoteForSearch(value)).toBe(quoted);
  });
});
