import type { Exceptions } from './Exceptions.ts';
import { isAllowed } from './licences.ts';
import type { ProductionPackage } from './productionPackages.ts';

/**
 * One sentence for each package whose licence is not allowed, and for each
 * exception that nothing needs any more.
 *
 * @internal
 */
export function licenceProblems(
  packages: readonly ProductionPackage[],
  { allowedLicences, licences }: Exceptions,
): string[] {
  const allowed = new Set(allowedLicences);
  const refused = packages.filter(it => !isAllowed(it.licence, allowed));
  return [
    ...refused
      .filter(
        ({ name, licence }) =>
          !licences.some(
            it => it.package === name && it.licence === (licence || 'none'),
          ),
      )
      .map(
        ({ name, version, licence }) =>
          `${name}@${version} has the licence ${licence || 'none'}.`,
      ),
    ...licences
      .filter(it => !refused.some(({ name }) => name === it.package))
      .map(
        ({ package: name }) =>
          `The exception for the licence of ${name} is needed no more: take it out.`,
      ),
  ];
}
