import type { Blueprint } from './Blueprint.ts';
import type { Ids } from './ids.ts';
import { mailbox, personName } from './names.ts';
import { createRandom } from './random.ts';
import type { Person } from './types.ts';

const CAST: readonly (readonly [Person['role'], readonly string[]])[] = [
  ['primary', ['Head of Operations', 'Operations Director', 'Fleet Manager']],
  ['billing', ['Accounts Payable', 'Finance Manager', 'Controller']],
  ['technical', ['IT Lead', 'Platform Engineer', 'Systems Administrator']],
  ['executive', ['Chief Operating Officer', 'Managing Director', 'CFO']],
  ['user', ['Dispatcher', 'Planner', 'Analyst', 'Team Lead', 'Coordinator']],
];

const DIALLING: Readonly<Record<string, string>> = {
  DE: '+49 30',
  NL: '+31 20',
  FR: '+33 1',
  GB: '+44 20',
  US: '+1 555',
  CA: '+1 555',
  SE: '+46 8',
  CH: '+41 44',
  PL: '+48 22',
  AU: '+61 2',
  JP: '+81 3',
  KW: '+965 2',
};

/** The people whom CRM and help desk know; the first few are in the product too. */
export function makePeople(
  seed: number,
  ids: Ids,
  plan: Blueprint,
): readonly Person[] {
  const random = createRandom(seed, 'people', plan.index);
  const people: Person[] = [];
  for (let ordinal = 0; ordinal < plan.contacts; ordinal++) {
    const [role, titles] = CAST[Math.min(ordinal, CAST.length - 1)];
    const name = personName(seed, plan.index, ordinal);
    people.push({
      id: `${plan.index}-${ordinal}`,
      hubspotContactId: ids.hubspot('contact', plan.index, ordinal),
      zendeskUserId: ids.zendesk('user', plan.index, ordinal),
      productUserId: ids.product('usr', plan.index, ordinal),
      name,
      email: `${mailbox(name)}@${plan.domain}`,
      phone: random.chance(0.7)
        ? `${DIALLING[plan.country] ?? '+44 20'} 555 0${random.int(100, 199)}`
        : undefined,
      title: random.pick(titles),
      role,
    });
  }
  return people;
}
