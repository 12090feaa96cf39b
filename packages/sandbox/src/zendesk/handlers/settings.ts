import type { VendorResponse } from '../../server/types.ts';
import { deskGroups } from '../deskSettings.ts';
import { paged } from '../paging.ts';
import {
  wireCustomStatuses,
  wireGroup,
  wireTicketFields,
} from '../wire/settings.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

/** `GET /groups` @internal */
export function listGroups(call: ZendeskCall): VendorResponse {
  call.caller.require('users');
  const page = paged(
    call.request,
    call.origin,
    deskGroups.map(group => wireGroup(group, call.origin)),
  );
  return { status: 200, body: { groups: page.items, ...page.envelope } };
}

/** `GET /ticket_fields` @internal */
export function listTicketFields(call: ZendeskCall): VendorResponse {
  call.caller.require('tickets');
  const page = paged(call.request, call.origin, wireTicketFields(call.origin));
  return { status: 200, body: { ticket_fields: page.items, ...page.envelope } };
}

/** `GET /custom_statuses` @internal */
export function listCustomStatuses(call: ZendeskCall): VendorResponse {
  call.caller.require('tickets');
  const wanted = call.request.query.get('status_categories')?.split(',');
  return {
    status: 200,
    body: {
      custom_statuses: wireCustomStatuses().filter(
        status => wanted?.includes(status.status_category) ?? true,
      ),
    },
  };
}
