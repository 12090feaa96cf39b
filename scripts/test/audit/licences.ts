/**
 * What a package says of its licence, in one form: an SPDX expression, as good
 * as it can be told from the ways in which packages have written it.
 *
 * @internal
 */
export function licenceOf(manifest: {
  license?: unknown;
  licenses?: unknown;
}): string {
  const given = manifest.license ?? manifest.licenses;
  const several = Array.isArray(given) ? given : [given];
  return several
    .map(one =>
      typeof one === 'object' && one !== null && 'type' in one ? one.type : one,
    )
    .filter(one => typeof one === 'string' && one !== '')
    .join(' OR ');
}

/**
 * One of several is enough, all of several are needed. What it does not
 * understand is not allowed.
 *
 * @internal
 */
export function isAllowed(
  expression: string,
  allowed: ReadonlySet<string>,
): boolean {
  return expression
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some(alternative =>
      alternative.split(' AND ').every(licence => allowed.has(licence.trim())),
    );
}
