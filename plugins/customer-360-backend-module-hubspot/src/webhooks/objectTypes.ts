/** HubSpot's numbers of the objects that are read here. */
const BY_NUMBER: Readonly<Record<string, string>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
  '0-19': 'feedback_submissions',
  '0-46': 'notes',
  '0-47': 'meetings',
  '0-48': 'calls',
  '0-49': 'emails',
};

/** In the types of the older subscriptions: `company.propertyChange`. */
const BY_NAME: Readonly<Record<string, string>> = {
  contact: 'contacts',
  company: 'companies',
  parent_company: 'companies',
  child_company: 'companies',
  primary_company: 'companies',
  deal: 'deals',
  ticket: 'tickets',
  feedback_submission: 'feedback_submissions',
  note: 'notes',
  meeting: 'meetings',
  call: 'calls',
  email: 'emails',
  contract: 'contracts',
};

/**
 * What the API calls an object, from its number. A custom object (`2-123`) is
 * called by its number.
 *
 * @internal
 */
export function objectTypeOfNumber(
  number: string | null | undefined,
): string | undefined {
  return number && Object.hasOwn(BY_NUMBER, number)
    ? BY_NUMBER[number]
    : number ?? undefined;
}

/** The same from the singular name, in any case. @internal */
export function objectTypeOfName(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(BY_NAME, key) ? BY_NAME[key] : undefined;
}
