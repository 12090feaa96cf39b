import type { Company, Engagement, Staff } from '../../world/types.ts';
import type { CrmRecord, RecordLink, RecordSet } from './CrmRecord.ts';
import { asHtml, instantOf, preview, propertyValue } from './values.ts';

type EngagementType = 'notes' | 'meetings' | 'calls' | 'emails';

/**
 * Notes, meetings, calls and e-mails, hung on the company, its people and,
 * where they belong to one, a deal.
 *
 * @internal
 */
export function engagementRecords(
  company: Company,
  staff: ReadonlyMap<string, Staff>,
  today: string,
): RecordSet {
  const { relationship } = company;
  const records: CrmRecord[] = [];
  const links: RecordLink[] = [];
  const add = (type: EngagementType, engagement: Engagement) => {
    const from = { type, id: engagement.hubspotId };
    records.push(engagementRecord(type, engagement, staff, today));
    links.push({
      from,
      to: { type: 'companies', id: company.ids.hubspot },
    });
    for (const personId of engagement.people) {
      const person = company.people.find(each => each.id === personId);
      if (person) {
        links.push({
          from,
          to: { type: 'contacts', id: person.hubspotContactId },
        });
      }
    }
    if (engagement.opportunityId !== undefined) {
      links.push({
        from,
        to: { type: 'deals', id: engagement.opportunityId },
      });
    }
  };
  for (const each of relationship.notes) add('notes', each);
  for (const each of relationship.meetings) add('meetings', each);
  for (const each of relationship.calls) add('calls', each);
  for (const each of relationship.emails) add('emails', each);
  return { records, links };
}

function engagementRecord(
  type: EngagementType,
  engagement: Engagement,
  staff: ReadonlyMap<string, Staff>,
  today: string,
): CrmRecord {
  const at = instantOf(engagement.at);
  // What lies ahead was entered before today; what is past, when it happened.
  const createdAt =
    at > today
      ? new Date(Date.parse(today) - 7 * 86_400_000).toISOString()
      : at;
  return {
    type,
    id: engagement.hubspotId,
    createdAt,
    updatedAt: createdAt,
    properties: {
      hs_timestamp: at,
      hubspot_owner_id: propertyValue(
        staff.get(engagement.staff)?.hubspotOwnerId,
      ),
      hs_createdate: createdAt,
      hs_lastmodifieddate: createdAt,
      ...ownProperties(type, engagement, today),
    },
  };
}

function ownProperties(
  type: EngagementType,
  engagement: Engagement,
  today: string,
): Record<string, string | null> {
  const at = instantOf(engagement.at);
  const end = engagement.endAt === undefined ? at : instantOf(engagement.endAt);
  const html = asHtml(engagement.body);
  switch (type) {
    case 'notes':
      return { hs_note_body: html, hs_body_preview: preview(html) };
    case 'meetings':
      return {
        hs_meeting_title: engagement.title,
        hs_meeting_body: html,
        hs_internal_meeting_notes: null,
        hs_meeting_start_time: at,
        hs_meeting_end_time: end,
        hs_meeting_outcome: at > today ? 'SCHEDULED' : 'COMPLETED',
      };
    case 'calls':
      return {
        hs_call_title: engagement.title,
        hs_call_body: html,
        hs_call_duration: String(Date.parse(end) - Date.parse(at)),
        hs_call_direction: 'OUTBOUND',
        hs_call_status: 'COMPLETED',
      };
    case 'emails':
      return {
        hs_email_subject: engagement.title,
        hs_email_text: preview(html),
        hs_email_html: html,
        hs_email_direction: 'EMAIL',
        hs_email_status: 'SENT',
      };
    default:
      return type satisfies never;
  }
}
