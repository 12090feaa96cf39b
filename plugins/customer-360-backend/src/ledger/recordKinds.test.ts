import { LEDGER_RECORD_KINDS } from '@customer-360/backstage-plugin-customer-360-common';
import { SEAL } from './chain/LedgerRow';
import { NOTE_KINDS } from './LedgerNotes';
import { LEDGER_KINDS } from './LedgerStore';

describe('what is shown in words', () => {
  it('is every kind of row', () => {
    expect([...LEDGER_RECORD_KINDS].sort()).toEqual(
      [...LEDGER_KINDS, ...NOTE_KINDS, SEAL].sort(),
    );
  });
});
