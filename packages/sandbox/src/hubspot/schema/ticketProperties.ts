import { standard } from './PropertyDefinition.ts';
import type { PropertyDefinition } from './PropertyDefinition.ts';

/** @internal */
export const ticketProperties: readonly PropertyDefinition[] = [
  standard('subject', 'Ticket name', 'string'),
  standard('content', 'Ticket description', 'string'),
  standard('createdate', 'Create date', 'datetime'),
  standard('hs_pipeline', 'Pipeline', 'enumeration'),
  standard('hs_pipeline_stage', 'Ticket status', 'enumeration'),
  standard('hs_ticket_priority', 'Priority', 'enumeration'),
];
