import { CustomErrorBase } from '@backstage/errors';

/** Somebody asks for more than a person can look at. */
export class TooManyReadsError extends CustomErrorBase {
  name = 'TooManyReadsError' as const;
  /** The error handler takes the status from here. */
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(
      'You have asked for more than one person looks at in a minute. Nothing was changed, and what you may see is as before; go on in a moment.',
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Of the answer: the message is all that it says. */
  toJSON() {
    return { name: this.name, message: this.message };
  }
}
