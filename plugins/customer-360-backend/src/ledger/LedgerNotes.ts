/** What the service itself puts on record. */
export const NOTE_KINDS = ['alarm', 'ledger_alarm', 'roles_changed'] as const;

export type NoteKind = (typeof NOTE_KINDS)[number];

export interface LedgerNote {
  readonly kind: NoteKind;
  /** Pseudonym of whom it is about. */
  readonly person?: string;
  /** Words of ours, counts and hashes. */
  readonly detail: Readonly<Record<string, string>>;
}

/**
 * Rows that nobody asked for: they tell of the ledger, and of what was noticed
 * in it.
 */
export interface LedgerNotes {
  /** Durable when it resolves. */
  append(note: LedgerNote): Promise<void>;

  /** The newest of its kind. */
  latest(kind: NoteKind): Promise<LedgerNote | undefined>;
}
