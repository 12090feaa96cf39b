import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toShortText,
  type ContactsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { Properties } from '../values/Properties';
import type { ReadFacet } from './FacetReads';

/** HubSpot's own time of the last call, meeting, e-mail or note. */
const LAST_CONTACTED = 'notes_last_contacted';
const MAX_ROLES = 20;

/** People at the customer, the primary one first. @internal */
export const readContacts: ReadFacet<ContactsData> = async reads => {
  const { contacts: mapping } = reads.config;
  const [portal, associated] = await Promise.all([
    reads.portal(),
    reads.associated('contacts'),
  ]);
  const { records, missing, truncated } = await reads.records(
    'contacts',
    associated.ids,
    [
      ...new Set([
        'firstname',
        'lastname',
        'email',
        'phone',
        'jobtitle',
        LAST_CONTACTED,
        ...mapping.roles,
        ...(mapping.primary ? [mapping.primary.property] : []),
      ]),
    ],
  );
  const drift = new Drift();
  drift.addAll(associated.missing);
  drift.addAll(missing);
  const contacts = records.map(record => {
    const properties = new Properties(record.properties, drift);
    const short = (name: string) => {
      const text = properties.text(name);
      return text === undefined ? undefined : toShortText(text);
    };
    const email = short('email');
    const name = [short('firstname'), short('lastname')]
      .filter(Boolean)
      .join(' ');
    const roles = [
      ...mapping.roles.flatMap(
        property => properties.text(property)?.split(';') ?? [],
      ),
      ...(associated.labels.get(record.id) ?? []),
    ].map(role => toShortText(inWords(role)));
    const { primary } = mapping;
    return {
      source: reads.sourceId,
      id: record.id,
      url: portal.urlOf('contacts', record.id),
      name: toShortText(name || email || `Contact ${record.id}`),
      email,
      phone: short('phone'),
      title: short('jobtitle'),
      roles: [...new Set(roles)].slice(0, MAX_ROLES),
      primary:
        primary !== undefined &&
        properties.text(primary.property) === primary.value,
      lastContactAt: properties.instant(LAST_CONTACTED),
    };
  });
  contacts.sort((a, b) => Number(b.primary) - Number(a.primary));
  return {
    data: {
      contacts,
      total: associated.truncated ? undefined : associated.ids.length,
    },
    missing: drift.missing,
    truncated: associated.truncated || truncated,
  };
};

/** `DECISION_MAKER` → `decision maker`; what people wrote stays as it is. */
function inWords(role: string): string {
  return /^[A-Z0-9_]+$/.test(role)
    ? role.toLowerCase().replaceAll('_', ' ')
    : role.trim();
}
