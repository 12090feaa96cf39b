import { mockServices } from '@backstage/backend-test-utils';
import { readLedgerConfig } from './readLedgerConfig';

const secret = 'a secret that is long enough for it';
const keys = [{ id: '2026', secret }];
const heads = { file: '/var/lib/heads.jsonl' };

const read = (
  ledger: object | undefined,
  production = false,
  headsElsewhere = false,
) =>
  readLedgerConfig(
    mockServices.rootConfig({
      data: { customer360: { ...(ledger && { ledger: ledger as never }) } },
    }),
    { production, headsElsewhere },
  );

describe('readLedgerConfig', () => {
  it('needs nothing outside production', () => {
    expect(read(undefined)).toEqual({
      keys: [],
      verifyEvery: { cron: '23 2 * * *' },
      alarmRecipients: [],
    });
  });

  it('takes keys, file and retention', () => {
    expect(read({ keys, heads, retentionDays: 400 }, true)).toMatchObject({
      keys: [{ id: '2026', secret: Buffer.from(secret) }],
      headsFile: '/var/lib/heads.jsonl',
      retentionDays: 400,
    });
    expect(read({ retentionDays: 7 }).retentionDays).toBe(7);
  });

  it('leaves the ends to a module, and not to two', () => {
    expect(read({ keys }, true, true).headsFile).toBeUndefined();
    expect(() => read({ keys, heads }, true, true)).toThrow(/keep one/);
  });

  it('takes when to verify, and who is told', () => {
    expect(
      read({
        verify: { frequency: { cron: '0 4 * * *' } },
        alarms: { notify: ['group:security', 'user:default/Ada'] },
      }),
    ).toMatchObject({
      verifyEvery: { cron: '0 4 * * *' },
      alarmRecipients: ['group:default/security', 'user:default/ada'],
    });
    expect(read({ verify: { frequency: '6h' } }).verifyEvery).toEqual({
      hours: 6,
    });
    expect(
      read({ verify: { frequency: { minutes: 30 } } }).verifyEvery,
    ).toEqual({ minutes: 30 });
  });

  it.each([
    ['no key', { heads }, /ledger\.keys is missing/],
    ['no place for the ends', { keys }, /heads\.file is missing/],
    [
      'less than a year',
      { keys, heads, retentionDays: 364 },
      /retentionDays must be 365/,
    ],
  ])('refuses production with %s', (_what, ledger, message) => {
    expect(() => read(ledger, true)).toThrow(message);
  });

  it.each([
    [
      'a short secret',
      { keys: [{ id: 'a', secret: 'short' }] },
      /32 characters/,
    ],
    ['an id with blanks', { keys: [{ id: 'a b', secret }] }, /an id is/],
    ['one id twice', { keys: [...keys, ...keys] }, /same id/],
    ['no time at all', { retentionDays: 0 }, /1 or more/],
    ['verifying all the time', { verify: { frequency: '1s' } }, /1 minute/],
    [
      'recipient who is none',
      { alarms: { notify: ['component:default/x'] } },
      /alarms\.notify/,
    ],
  ])('takes no %s, and says nothing of it', (_what, ledger, message) => {
    expect(() => read(ledger)).toThrow(message);
    expect(() => read(ledger)).not.toThrow(secret);
  });
});
