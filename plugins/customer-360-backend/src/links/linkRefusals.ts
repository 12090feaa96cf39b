import { ConflictError, NotFoundError } from '@backstage/errors';
import { MAX_ACCOUNTS_PER_SOURCE } from './LinkResolver';

export function elsewhere(): ConflictError {
  return new ConflictError(
    'Another customer is linked to this account, so nothing was changed. Undo it there, or link it here as well with force and a reason.',
  );
}

export function full(): ConflictError {
  return new ConflictError(
    `The customer has ${MAX_ACCOUNTS_PER_SOURCE} accounts at this source, and no more are read, so nothing was changed. Undo one of them first.`,
  );
}

export function noSuchLink(): NotFoundError {
  return new NotFoundError(
    'The customer has no such link, so nothing was changed',
  );
}
