import {
  beginAsking,
  beginAskingForAny,
  customerRefOf,
  dayIn,
  requestOf,
} from './askForm';

const now = new Date(2026, 10, 23, 12, 0, 0);
const form = {
  ...beginAsking(
    {
      customer: { ref: 'customer:default/acme', title: 'Acme' },
      facets: [
        {
          facet: 'contracts',
          section: 'contract',
          level: 'summary',
          label: 'contract',
          reason: 'The rest needs a label.',
        },
      ],
    },
    { facet: 'contracts' },
    now,
  ),
  reason: 'A call about the renewal',
};

describe('askForm', () => {
  it('begins with what is missing, for a week', () => {
    expect(form).toMatchObject({
      scope: { kind: 'customer', ref: 'customer:default/acme' },
      sections: ['contract'],
      labels: ['contract'],
      tier: 'full',
      lastDay: '2026-11-30',
    });
  });

  it.each([
    ['cus-8f3a1c', 'customer:default/cus-8f3a1c'],
    [' customer:eu/Acme ', 'customer:eu/acme'],
    [
      'https://portal.example.com/catalog/default/customer/cus-8f3a1c/billing?x=1#y',
      'customer:default/cus-8f3a1c',
    ],
    ['/catalog/default/Customer/cus-8f3a1c', 'customer:default/cus-8f3a1c'],
    ['https://portal.example.com/catalog/default/component/site', ''],
    ['user:default/mara', ''],
    ['two words', ''],
    ['', ''],
  ])('takes %j for %j', (text, ref) => {
    expect(customerRefOf(text)).toBe(ref);
  });

  it('asks for no customer that is not named', () => {
    const any = { ...beginAskingForAny(now), reason: form.reason };
    expect(requestOf(any, now)).toBeUndefined();
    const scope = { kind: 'customer', ref: 'customer:default/acme' } as const;
    expect(requestOf({ ...any, scope }, now)).toMatchObject({
      scope,
      tier: 'full',
      labels: [],
    });
  });

  it('lasts to the end of the last day, where the reader is', () => {
    expect(requestOf(form, now)).toEqual({
      scope: form.scope,
      tier: 'full',
      labels: ['contract'],
      sections: ['contract'],
      reason: 'A call about the renewal',
      expiresAt: new Date(2026, 10, 30, 23, 59, 59).toISOString(),
    });
  });

  it('names no section where all are asked for', () => {
    expect(requestOf({ ...form, sections: [] }, now)).not.toHaveProperty(
      'sections',
    );
  });

  it.each([
    ['no reason', { reason: '   too short   ' }],
    ['a day that is over', { lastDay: dayIn(-1, now) }],
    ['no day', { lastDay: '' }],
  ])('asks for nothing with %s', (_what, wrong) => {
    expect(requestOf({ ...form, ...wrong }, now)).toBeUndefined();
  });

  it('takes an emergency for as many minutes as the service surely gives', () => {
    const request = requestOf({ ...form, minutes: 60 }, now)!;
    expect(request.breakGlass).toBe(true);
    const lasts = Date.parse(request.expiresAt) - now.getTime();
    expect(lasts).toBeLessThan(60 * 60_000);
    expect(lasts).toBeGreaterThan(59 * 60_000);
  });
});
