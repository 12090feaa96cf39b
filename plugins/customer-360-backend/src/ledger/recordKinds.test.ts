import {
  LEDGER_PROBLEMS as PROBLEMS_IN_WORDS,
  LEDGER_RECORD_KINDS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { SEAL } from './chain/LedgerRow';
import { NOTE_KINDS } from './LedgerNotes';
import { LEDGER_KINDS } from './LedgerStore';
import { LEDGER_PROBLEMS } from './verify/LedgerVerifier';

describe('what is shown in words', () => {
  it('is every kind of row', () => {
    expect([...LEDGER_RECORD_KINDS].sort()).toEqual(
      [...LEDGER_KINDS, ...NOTE_KINDS, SEAL].sort(),
    );
  });

  it('is everything that can be wrong', () => {
    expect([...PROBLEMS_IN_WORDS].sort()).toEqual([...LEDGER_PROBLEMS].sort());
  });
});
