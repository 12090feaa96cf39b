import type { ObjectType } from '../objectTypes.ts';
import {
  callProperties,
  emailProperties,
  meetingProperties,
  noteProperties,
  taskProperties,
} from './activityProperties.ts';
import { companyProperties } from './companyProperties.ts';
import { contactProperties } from './contactProperties.ts';
import { contractProperties } from './contractProperties.ts';
import { dealProperties } from './dealProperties.ts';
import { feedbackProperties } from './feedbackProperties.ts';
import { ticketProperties } from './ticketProperties.ts';
import { commonProperties } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

const OWN: Readonly<Record<ObjectType, readonly PropertyDefinition[]>> = {
  companies: companyProperties,
  contacts: contactProperties,
  deals: dealProperties,
  contracts: contractProperties,
  notes: noteProperties,
  meetings: meetingProperties,
  calls: callProperties,
  emails: emailProperties,
  tasks: taskProperties,
  tickets: ticketProperties,
  feedback_submissions: feedbackProperties,
};

/**
 * Every property that an object type has in the portal.
 *
 * @internal
 */
export function propertiesOf(type: ObjectType): readonly PropertyDefinition[] {
  return [...commonProperties, ...OWN[type]];
}

/** Come back with every record, asked for or not. */
const ALWAYS: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  companies: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  contacts: ['createdate', 'lastmodifieddate', 'hs_object_id'],
  deals: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  tickets: ['createdate', 'hs_lastmodifieddate', 'hs_object_id'],
};

/** Come back when a caller names no properties. */
const DEFAULTS: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  companies: ['name', 'domain'],
  contacts: ['firstname', 'lastname', 'email'],
  deals: ['dealname', 'amount', 'closedate', 'dealstage', 'pipeline'],
  tickets: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage'],
};

/**
 * The names of the properties of an answer: those asked for, or the type's
 * defaults, and always the id and the two dates.
 *
 * @internal
 */
export function answeredProperties(
  type: ObjectType,
  requested: readonly string[],
): readonly string[] {
  const always = ALWAYS[type] ?? [
    'hs_createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
  ];
  const asked = requested.length > 0 ? requested : DEFAULTS[type] ?? [];
  return [...new Set([...asked, ...always])];
}
