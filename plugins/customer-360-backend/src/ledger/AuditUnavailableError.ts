import { ServiceUnavailableError } from '@backstage/errors';

/** Without a row there is no data: a 503, which programs know by its code. */
export class AuditUnavailableError extends ServiceUnavailableError {
  readonly code = 'audit_unavailable';

  constructor() {
    super(
      'What you asked for cannot be recorded in the ledger now, so nothing is shown. Nothing was changed. Try again in a moment.',
    );
    // The error handler tells the status by it.
    this.name = 'ServiceUnavailableError';
  }
}
