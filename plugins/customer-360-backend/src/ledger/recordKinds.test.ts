import { LEDGER_RECORD_KINDS } from '@customer-360/backstage-plugin-customer-360-common';
import { SEAL } from './chain/LedgerRow';
import { LEDGER_KINDS } from './LedgerStore';

describe('kinds of rows', () => {
  it('are all known to those who show them in words', () => {
    expect(LEDGER_RECORD_KINDS).toEqual(
      expect.arrayContaining([...LEDGER_KINDS, SEAL]),
    );
  });
});
