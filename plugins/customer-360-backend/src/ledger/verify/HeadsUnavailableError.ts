import { ServiceUnavailableError } from '@backstage/errors';

/** What was exported cannot be read, so nothing can be compared with it. */
export class HeadsUnavailableError extends ServiceUnavailableError {
  constructor() {
    super(
      'The exported ends of the ledger cannot be read now, so it cannot be verified. Nothing was changed. See that their place can be reached, and try again.',
    );
    // The error handler tells the status by it.
    this.name = 'ServiceUnavailableError';
  }
}
