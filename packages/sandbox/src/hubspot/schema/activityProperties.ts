import { standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

/** @internal */
export const noteProperties: readonly PropertyDefinition[] = [
  standard('hs_timestamp', 'Activity date', 'datetime'),
  standard('hs_note_body', 'Note body', 'string', { fieldType: 'html' }),
  standard('hs_body_preview', 'Body preview', 'string'),
];

/** @internal */
export const meetingProperties: readonly PropertyDefinition[] = [
  standard('hs_timestamp', 'Activity date', 'datetime'),
  standard('hs_meeting_title', 'Meeting name', 'string'),
  standard('hs_meeting_body', 'Meeting description', 'string', {
    fieldType: 'html',
  }),
  standard('hs_internal_meeting_notes', 'Internal meeting notes', 'string'),
  standard('hs_meeting_start_time', 'Meeting start time', 'datetime'),
  standard('hs_meeting_end_time', 'Meeting end time', 'datetime'),
  standard('hs_meeting_outcome', 'Meeting outcome', 'enumeration', {
    options: [
      ['SCHEDULED', 'Scheduled'],
      ['COMPLETED', 'Completed'],
      ['RESCHEDULED', 'Rescheduled'],
      ['NO_SHOW', 'No Show'],
      ['CANCELED', 'Canceled'],
    ],
  }),
];

/** @internal */
export const callProperties: readonly PropertyDefinition[] = [
  standard('hs_timestamp', 'Activity date', 'datetime'),
  standard('hs_call_title', 'Call title', 'string'),
  standard('hs_call_body', 'Call notes', 'string', { fieldType: 'html' }),
  standard('hs_call_duration', 'Call duration', 'number', {
    description: 'Milliseconds.',
  }),
  standard('hs_call_direction', 'Call direction', 'enumeration', {
    options: [
      ['INBOUND', 'Inbound'],
      ['OUTBOUND', 'Outbound'],
    ],
  }),
  standard('hs_call_status', 'Call status', 'enumeration', {
    options: [
      ['COMPLETED', 'Completed'],
      ['MISSED', 'Missed'],
    ],
  }),
];

/** @internal */
export const emailProperties: readonly PropertyDefinition[] = [
  standard('hs_timestamp', 'Activity date', 'datetime'),
  standard('hs_email_subject', 'Email subject', 'string'),
  standard('hs_email_text', 'Text body', 'string'),
  standard('hs_email_html', 'HTML body', 'string', { fieldType: 'html' }),
  standard('hs_email_direction', 'Email direction', 'enumeration', {
    options: [
      ['EMAIL', 'Sent from HubSpot'],
      ['INCOMING_EMAIL', 'Incoming'],
    ],
  }),
  standard('hs_email_status', 'Email send status', 'enumeration', {
    options: [
      ['SENT', 'Sent'],
      ['FAILED', 'Failed'],
    ],
  }),
];

/** @internal */
export const taskProperties: readonly PropertyDefinition[] = [
  standard('hs_timestamp', 'Due date', 'datetime'),
  standard('hs_task_subject', 'Task title', 'string'),
  standard('hs_task_body', 'Task notes', 'string', { fieldType: 'html' }),
  standard('hs_task_status', 'Task status', 'enumeration', {
    options: [
      ['NOT_STARTED', 'Not started'],
      ['IN_PROGRESS', 'In progress'],
      ['WAITING', 'Waiting'],
      ['COMPLETED', 'Completed'],
      ['DEFERRED', 'Deferred'],
    ],
  }),
  standard('hs_task_priority', 'Priority', 'enumeration', {
    options: [
      ['NONE', 'None'],
      ['LOW', 'Low'],
      ['MEDIUM', 'Medium'],
      ['HIGH', 'High'],
    ],
  }),
];
