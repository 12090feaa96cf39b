import type { Staff } from './types.ts';

/** The domain of the company that runs the portal. */
export const STAFF_DOMAIN = 'meridian-fleet.example';

const PEOPLE: readonly (readonly [string, string, Staff['role']])[] = [
  ['sam', 'Sam Okafor', 'support-agent'],
  ['mara', 'Mara Kessler', 'csm'],
  ['tessa', 'Tessa Vermeer', 'csm-manager'],
  ['jonas', 'Jonas Lind', 'account-executive'],
  ['fiona', 'Fiona Adair', 'finance'],
  ['erin', 'Erin Castellano', 'engineer'],
  ['ada', 'Ada Nyberg', 'admin'],
  ['rhea', 'Rhea Banerjee', 'csm'],
  ['tomas', 'Tomas Ortega', 'csm'],
  ['nils', 'Nils Aaltonen', 'account-executive'],
  ['ines', 'Ines Duarte', 'account-executive'],
];

export const STAFF: readonly Staff[] = PEOPLE.map(([key, name, role], at) => ({
  key,
  name,
  role,
  email: `${key}@${STAFF_DOMAIN}`,
  hubspotOwnerId: String(71_204_001 + at * 137),
  zendeskUserId: 370_000_010_021 + at * 4_219,
}));

export function staffOf(key: string): Staff {
  const person = STAFF.find(each => each.key === key);
  if (!person) throw new RangeError(`No such member of staff: ${key}`);
  return person;
}

/** The catalog group that a customer success manager's customers belong to. */
export const CSM_GROUPS: Readonly<Record<string, string>> = {
  mara: 'csm-emea',
  rhea: 'csm-emea',
  tomas: 'csm-americas',
};
