import type { Group } from 'node-zendesk/clients/core/groups';
import { deskGroups, deskStatuses, severityField } from '../deskSettings.ts';
import type { DeskGroup } from '../deskSettings.ts';

const SINCE = '2021-04-06T08:00:00Z';

/** A group of agents. @internal */
export function wireGroup(group: DeskGroup, origin: string): Group {
  return {
    url: `${origin}/api/v2/groups/${group.id}.json`,
    id: group.id,
    is_public: group.isPublic,
    name: group.name,
    description: group.description,
    default: group === deskGroups[0],
    deleted: false,
    created_at: SINCE,
    updated_at: SINCE,
  };
}

/** The account's words for the statuses. @internal */
export function wireCustomStatuses() {
  return deskStatuses.map(status => ({
    id: status.id,
    status_category: status.category,
    agent_label: status.agentLabel,
    raw_agent_label: status.agentLabel,
    end_user_label: status.endUserLabel,
    raw_end_user_label: status.endUserLabel,
    description: '',
    raw_description: '',
    end_user_description: '',
    raw_end_user_description: '',
    active: true,
    default: status.isDefault,
    created_at: SINCE,
    updated_at: SINCE,
  }));
}

/** The fields of a ticket: Zendesk's own and the account's. @internal */
export function wireTicketFields(origin: string) {
  const system = [
    ['subject', 'Subject'],
    ['description', 'Description'],
    ['status', 'Status'],
    ['tickettype', 'Type'],
    ['priority', 'Priority'],
    ['group', 'Group'],
    ['assignee', 'Assignee'],
    ['custom_status', 'Ticket status'],
  ].map(([type, title], at) =>
    ticketField(origin, 360_000_030_001 + at, type, title, at, {
      removable: false,
    }),
  );
  return [
    ...system,
    ticketField(
      origin,
      severityField.id,
      'tagger',
      severityField.title,
      system.length,
      {
        removable: true,
        custom_field_options: Object.values(severityField.values).map(
          (value, at) => ({
            id: 360_000_040_001 + at,
            name: value.toUpperCase(),
            raw_name: value.toUpperCase(),
            value,
            default: false,
          }),
        ),
      },
    ),
  ];
}

function ticketField(
  origin: string,
  id: number,
  type: string,
  title: string,
  position: number,
  more: Record<string, unknown>,
) {
  return {
    url: `${origin}/api/v2/ticket_fields/${id}.json`,
    id,
    type,
    title,
    raw_title: title,
    description: title,
    raw_description: title,
    position,
    active: true,
    required: false,
    collapsed_for_agents: false,
    regexp_for_validation: null,
    title_in_portal: title,
    raw_title_in_portal: title,
    visible_in_portal: true,
    editable_in_portal: false,
    required_in_portal: false,
    agent_description: '',
    tag: null,
    created_at: SINCE,
    updated_at: SINCE,
    ...more,
  };
}
