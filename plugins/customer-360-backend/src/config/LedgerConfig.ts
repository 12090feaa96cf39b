import type { Watch } from '../watches/Watch';
import type { LedgerKey } from '../ledger/chain/LedgerKeys';

/** How the ledger is signed and kept. It cannot be turned off. */
export interface LedgerConfig {
  /** The first signs. Empty where the one in the database has to do. */
  readonly keys: readonly LedgerKey[];
  /** A file outside the database for the ends of the chains. */
  readonly headsFile?: string;
  /** Sealed chains that are older are removed; undefined keeps all. */
  readonly retentionDays?: number;
  /** How often it is verified without anybody asking. */
  readonly verifyEvery: Watch['schedule']['frequency'];
  /** Refs of users and groups who are told of alarms; nobody when empty. */
  readonly alarmRecipients: readonly string[];
}
