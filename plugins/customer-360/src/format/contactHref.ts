/** Of an address nothing but the two sides of its @, so that it adds no header. @internal */
export function mailHref(email: string): string | undefined {
  const [local, domain, ...rest] = email.trim().split('@');
  return local && domain && rest.length === 0
    ? `mailto:${encodeURIComponent(local)}@${encodeURIComponent(domain)}`
    : undefined;
}

/** What a telephone dials: digits, and the plus before them (RFC 3966). @internal */
export function phoneHref(phone: string): string | undefined {
  const [number] = phone.split(/ext\.?|x|;/i);
  const digits = number.replace(/\D/g, '');
  return digits.length >= 3
    ? `tel:${number.trim().startsWith('+') ? '+' : ''}${digits}`
    : undefined;
}
