/** Makes the link of one record; undefined where a part of it is missing. @public */
export type RecordLink = (
  parts: Readonly<Record<string, string | number | undefined>>,
) => string | undefined;

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g;

/**
 * Links into a source's own user interface are made from a template in our code
 * or config, never taken from the vendor's answer: what a record says can fill
 * a path segment and nothing else.
 *
 * @param template - `https://dashboard.stripe.com/customers/{id}`; placeholders
 *   stand in the path, the query or the fragment, not in the origin
 * @param allowedHosts - hosts that links of this source may point to
 * @throws Error when the template is no https URL (http is taken for
 *   loopback), its host is not allowed or holds a placeholder
 * @public
 */
export function linkTemplate(
  template: string,
  allowedHosts: readonly string[],
): RecordLink {
  const example = template.replace(PLACEHOLDER, 'x');
  const url = URL.canParse(example) ? new URL(example) : undefined;
  const loopback =
    url !== undefined &&
    /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (!url || (url.protocol !== 'https:' && !loopback)) {
    throw new Error(`The link template "${template}" must be an https URL`);
  }
  if (/\{/.test(template.slice(0, template.indexOf('/', 8)))) {
    throw new Error(
      `The link template "${template}" must not have a placeholder in its host`,
    );
  }
  if (!allowedHosts.includes(url.host)) {
    throw new Error(
      `The link template "${template}" points to a host that is not allowed: ${url.host}`,
    );
  }
  return parts => {
    let complete = true;
    const link = template.replace(PLACEHOLDER, (_match, name: string) => {
      const part = parts[name];
      const text = part === undefined ? '' : String(part);
      // A segment of dots would climb out of its path when the browser
      // resolves the link, and half a character cannot be encoded.
      if (text === '' || /^\.{1,2}$|\p{Surrogate}/u.test(text)) {
        complete = false;
        return '';
      }
      return encodeURIComponent(text);
    });
    return complete ? link : undefined;
  };
}
