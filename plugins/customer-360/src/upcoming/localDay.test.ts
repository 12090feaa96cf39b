import { localDay } from './localDay';

const item = { day: '2026-12-04', at: '2026-12-04T12:00:00Z', source: 'CRM' };

describe('localDay', () => {
  it('takes the day of a contract as it stands', () => {
    expect(
      localDay({ ...item, kind: 'trial_end', at: '2026-12-04T00:00:00Z' }),
    ).toBe('2026-12-04');
  });

  it('puts a meeting on the day that it has where the reader sits', () => {
    const at = new Date(2026, 11, 3, 20, 0);
    expect(localDay({ ...item, kind: 'meeting', at: at.toISOString() })).toBe(
      '2026-12-03',
    );
  });

  it('takes the day of a meeting without an hour as it stands', () => {
    expect(localDay({ ...item, kind: 'meeting', at: undefined })).toBe(
      '2026-12-04',
    );
  });
});
