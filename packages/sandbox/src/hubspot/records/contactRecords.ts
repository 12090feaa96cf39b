import type { Company, Person } from '../../world/types.ts';
import type { RecordSet } from './CrmRecord.ts';
import { instantOf, propertyValue } from './values.ts';

const BUYING_ROLES: Readonly<Partial<Record<Person['role'], string>>> = {
  primary: 'CHAMPION',
  billing: 'BUDGET_HOLDER',
  executive: 'EXECUTIVE_SPONSOR',
  user: 'END_USER',
};

/**
 * A company's people as contacts.
 *
 * @internal
 */
export function contactRecords(company: Company): RecordSet {
  const at = instantOf(company.createdAt);
  return {
    records: company.people.map(person => {
      const [first, ...rest] = person.name.split(' ');
      return {
        type: 'contacts',
        id: person.hubspotContactId,
        createdAt: at,
        updatedAt: at,
        properties: {
          firstname: propertyValue(first),
          lastname: propertyValue(rest.join(' ')),
          email: person.email,
          phone: propertyValue(person.phone),
          jobtitle: propertyValue(person.title),
          createdate: at,
          lastmodifieddate: at,
          hs_createdate: at,
          hs_lastmodifieddate: at,
          associatedcompanyid: company.ids.hubspot,
          lifecyclestage: 'customer',
          hs_buying_role: propertyValue(BUYING_ROLES[person.role]),
          contact_role: person.role,
        },
      };
    }),
    links: company.people.map(person => ({
      from: { type: 'contacts', id: person.hubspotContactId },
      to: { type: 'companies', id: company.ids.hubspot },
      primary: true,
    })),
  };
}
