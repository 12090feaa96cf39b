/** Something that somebody has to know now. Refs and counts, no figures. */
export interface Alarm {
  /** For the auditor: `ledger-alarm`. */
  readonly event: string;
  readonly severity: 'high' | 'critical';
  /** One line. */
  readonly title: string;
  /** What was seen, what it means, what to do. */
  readonly description: string;
  /** What tells it from others: one that comes again replaces itself. */
  readonly scope: string;
  /** For log and auditor. */
  readonly meta: Readonly<Record<string, string>>;
}

/** Tells of it: log, auditor, and the people named in config. */
export interface Alarms {
  /**
   * @throws Error when the people who have to know could not be told: it is to
   *   be raised again
   */
  raise(alarm: Alarm): Promise<void>;
}
