/**
 * The CRM objects of the simulated portal, by the plural name the paths use.
 *
 * @internal
 */
export const objectTypes = [
  'companies',
  'contacts',
  'deals',
  'contracts',
  'notes',
  'meetings',
  'calls',
  'emails',
  'tasks',
  'tickets',
  'feedback_submissions',
] as const;

/** @internal */
export type ObjectType = (typeof objectTypes)[number];

const SINGULAR: Readonly<Record<ObjectType, string>> = {
  companies: 'company',
  contacts: 'contact',
  deals: 'deal',
  contracts: 'contract',
  notes: 'note',
  meetings: 'meeting',
  calls: 'call',
  emails: 'email',
  tasks: 'task',
  tickets: 'ticket',
  feedback_submissions: 'feedback_submission',
};

/** HubSpot's numbers of its standard objects, which the paths take as well. */
const TYPE_IDS: Readonly<Record<string, ObjectType>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
  '0-19': 'feedback_submissions',
  '0-27': 'tasks',
  '0-46': 'notes',
  '0-47': 'meetings',
  '0-48': 'calls',
  '0-49': 'emails',
};

/** The name HubSpot uses in messages: `company`. */
export function singularOf(type: ObjectType): string {
  return SINGULAR[type];
}

/** HubSpot's number of an object, where it has one. */
export function typeIdOf(type: ObjectType): string | undefined {
  return Object.keys(TYPE_IDS).find(id => TYPE_IDS[id] === type);
}

/**
 * The object type behind a path segment: plural, singular or type number.
 *
 * @internal
 */
export function objectTypeOf(segment: string): ObjectType | undefined {
  const name = segment.toLowerCase();
  return (
    objectTypes.find(type => type === name || SINGULAR[type] === name) ??
    TYPE_IDS[name]
  );
}
