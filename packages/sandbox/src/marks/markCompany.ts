import type { Ids } from '../world/ids.ts';
import type { Company, Contract, Person, Usage } from '../world/types.ts';
import type { Marker } from './Mark.ts';
import { markBilling } from './markBilling.ts';
import { markRelationship } from './markRelationship.ts';
import { markTickets } from './markTickets.ts';

/** What it takes to mark a company. */
export interface Marked {
  readonly company: Company;
  readonly index: number;
  readonly ids: Ids;
  readonly marker: Marker;
  /** Midnight, in milliseconds. */
  readonly today: number;
}

/**
 * The company with a mark in whatever field a portal may have to hide, and with
 * records of every kind that it may have to hide.
 */
export function markCompany(marked: Marked): Company {
  const { company, marker } = marked;
  for (const id of company.ids.stripe) {
    marker.id('stripe.id', id);
  }
  for (const id of company.ids.zendesk) {
    marker.id('zendesk.id', id);
  }
  marker.id('product-db.id', company.ids.product);
  return {
    ...company,
    warning: marker.text('company.warning', company.warning ?? 'Take care:'),
    people: company.people.map(person => markPerson(person, marker)),
    billing: markBilling(company.billing, marker),
    contract: company.contract && markContract(company.contract, marker),
    usage: markUsage(company.usage, marker),
    relationship: markRelationship(company.relationship, marked),
    tickets: markTickets(company.tickets, marked),
  };
}

function markPerson(person: Person, marker: Marker): Person {
  const traits = [person.role];
  marker.id('contact.id', person.hubspotContactId, traits);
  const [mailbox, domain] = person.email.split('@');
  return {
    ...person,
    name: marker.text('contact.name', person.name, traits),
    email: `${mailbox}.${marker.word('contact.email', traits)}@${domain}`,
    phone: person.phone && marker.text('contact.phone', person.phone, traits),
    title: marker.text('contact.title', person.title, traits),
  };
}

function markContract(contract: Contract, marker: Marker): Contract {
  marker.id('contract.id', contract.hubspotId);
  return {
    ...contract,
    number: marker.text('contract.number', contract.number),
    endDay: marker.day('contract.end'),
    annualValue: marker.amount('contract.value'),
  };
}

function markUsage(usage: Usage, marker: Marker): Usage {
  return {
    ...usage,
    users: usage.users.map(user => {
      marker.id('user.id', user.id);
      const [mailbox, domain] = user.email.split('@');
      return {
        ...user,
        name: marker.text('user.name', user.name),
        email: `${mailbox}.${marker.word('user.email')}@${domain}`,
      };
    }),
  };
}
