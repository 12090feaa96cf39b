import { NotFoundError } from '@backstage/errors';

/** The one answer for a grant that is not there and one that is hidden. */
export function grantNotFound(): NotFoundError {
  return new NotFoundError('There is no such grant, or you may not see it');
}
