import { Router } from '../server/Router.ts';
import type {
  Vendor,
  VendorContext,
  VendorRequest,
  VendorResponse,
} from '../server/types.ts';
import type { World } from '../world/types.ts';
import { Credentials } from './auth.ts';
import { DeskLimits } from './DeskLimits.ts';
import type { Bucket } from './DeskLimits.ts';
import {
  incrementalOrganizations,
  incrementalTickets,
} from './handlers/incremental.ts';
import {
  autocompleteOrganizations,
  listOrganizations,
  organizationTickets,
  organizationUsers,
  searchOrganizations,
  showManyOrganizations,
  showOrganization,
} from './handlers/organizations.ts';
import {
  listRatings,
  showRating,
  listSurveyResponses,
} from './handlers/satisfaction.ts';
import { search, searchExport } from './handlers/search.ts';
import {
  listCustomStatuses,
  listGroups,
  listTicketFields,
} from './handlers/settings.ts';
import {
  listProblems,
  listTicketMetrics,
  listTickets,
  showManyTickets,
  showTicket,
  showTicketMetric,
  ticketAudits,
  ticketComments,
  ticketIncidents,
} from './handlers/tickets.ts';
import {
  searchUsers,
  showManyUsers,
  showMe,
  showUser,
  userMemberships,
} from './handlers/users.ts';
import {
  deleteOrganization,
  updateOrganization,
  updateUser,
} from './handlers/writePeople.ts';
import {
  createTicket,
  deleteTicket,
  updateTicket,
} from './handlers/writeTickets.ts';
import { jsonBody } from './handlers/ZendeskCall.ts';
import type { ZendeskCall } from './handlers/ZendeskCall.ts';
import { DeskEvents } from './DeskEvents.ts';
import { HelpDesk } from './HelpDesk.ts';
import { otherCustomer } from './otherCustomer.ts';
import { signWebhook } from './signWebhook.ts';
import { ZendeskError, zendeskErrors } from './ZendeskError.ts';

const API = '/api/v2';

const routes = new Router<ZendeskCall>()
  .on('GET', `${API}/organizations`, listOrganizations)
  .on('GET', `${API}/organizations/search`, searchOrganizations)
  .on('GET', `${API}/organizations/show_many`, showManyOrganizations)
  .on('GET', `${API}/organizations/autocomplete`, autocompleteOrganizations)
  .on('GET', `${API}/organizations/:id`, showOrganization)
  .on('PUT', `${API}/organizations/:id`, updateOrganization)
  .on('DELETE', `${API}/organizations/:id`, deleteOrganization)
  .on('GET', `${API}/organizations/:id/tickets`, organizationTickets)
  .on('GET', `${API}/organizations/:id/users`, organizationUsers)
  .on('GET', `${API}/tickets`, listTickets)
  .on('POST', `${API}/tickets`, createTicket)
  .on('GET', `${API}/tickets/show_many`, showManyTickets)
  .on('GET', `${API}/tickets/:id`, showTicket)
  .on('PUT', `${API}/tickets/:id`, updateTicket)
  .on('DELETE', `${API}/tickets/:id`, deleteTicket)
  .on('GET', `${API}/tickets/:id/comments`, ticketComments)
  .on('GET', `${API}/tickets/:id/audits`, ticketAudits)
  .on('GET', `${API}/tickets/:id/metrics`, showTicketMetric)
  .on('GET', `${API}/tickets/:id/incidents`, ticketIncidents)
  .on('GET', `${API}/problems`, listProblems)
  .on('GET', `${API}/ticket_metrics`, listTicketMetrics)
  .on('GET', `${API}/search`, search)
  .on('GET', `${API}/search/export`, searchExport)
  .on('GET', `${API}/users/me`, showMe)
  .on('GET', `${API}/users/show_many`, showManyUsers)
  .on('GET', `${API}/users/search`, searchUsers)
  .on('GET', `${API}/users/:id`, showUser)
  .on('PUT', `${API}/users/:id`, updateUser)
  .on('GET', `${API}/users/:id/organization_memberships`, userMemberships)
  .on('GET', `${API}/groups`, listGroups)
  .on('GET', `${API}/ticket_fields`, listTicketFields)
  .on('GET', `${API}/custom_statuses`, listCustomStatuses)
  .on('GET', `${API}/satisfaction_ratings`, listRatings)
  .on('GET', `${API}/satisfaction_ratings/:id`, showRating)
  .on('GET', `${API}/guide/survey_responses`, listSurveyResponses)
  .on('GET', `${API}/incremental/tickets/cursor`, incrementalTickets)
  .on('GET', `${API}/incremental/organizations`, incrementalOrganizations);

/**
 * Which of Zendesk's two systems for satisfaction the account uses: they
 * exclude each other.
 *
 * @public
 */
export type SatisfactionSystem = 'legacy' | 'surveys';

/**
 * Tried again where the receiver did not answer, was busy or asks for it by
 * 409; any other refusal is final.
 */
const DELIVERY = {
  batch: 1,
  attempts: 4,
  retries: (status: number | undefined) =>
    status === undefined || [409, 429, 503].includes(status),
};

/**
 * Zendesk's Support API for the simulated world.
 *
 * @public
 */
export function createZendeskVendor(
  world: World,
  context: VendorContext,
  options: { readonly satisfaction?: SatisfactionSystem } = {},
): Vendor {
  const desk = new HelpDesk(world, context.lag);
  const events = new DeskEvents(desk, context);
  const credentials = new Credentials(context);
  const limits = new DeskLimits(context);

  async function answer(
    request: VendorRequest,
    path: string,
    counted: boolean,
  ): Promise<VendorResponse> {
    if (path === '/oauth/tokens') {
      if (request.method !== 'POST') {
        throw zendeskErrors.unknownEndpoint();
      }
      return { status: 200, body: credentials.issue(jsonBody(request)) };
    }
    const caller = credentials.authenticate(request);
    const headers = counted ? limits.count(bucketOf(request, path)) : {};
    try {
      const route = routes.find(request.method, path);
      if (!route || route === 'method') {
        throw zendeskErrors.unknownEndpoint();
      }
      const execute = () =>
        route.handler(
          {
            request,
            caller,
            desk,
            events,
            origin: `http://${request.headers.host ?? '127.0.0.1'}`,
            now: context.now(),
            satisfaction: options.satisfaction ?? 'legacy',
            lists: index => context.lists(index),
          },
          route.parameters,
        );
      const result = await (request.method === 'GET'
        ? execute()
        : context.lag.writing(execute));
      return { ...result, headers: { ...headers, ...result.headers } };
    } catch (error) {
      if (error instanceof ZendeskError) {
        const refused = error.toResponse();
        return { ...refused, headers: { ...headers, ...refused.headers } };
      }
      throw error;
    }
  }

  return {
    id: 'zendesk',
    async handle(request, from = 'outside') {
      try {
        // The API answers both with and without the extension.
        const path = request.path.replace(/\.json$/, '');
        return await answer(request, path, from === 'outside');
      } catch (error) {
        if (error instanceof ZendeskError) {
          return error.toResponse();
        }
        throw error;
      }
    },
    otherCustomer: request => otherCustomer(desk, request),
    webhook: signWebhook,
    delivery: DELIVERY,
    joined: company => {
      for (const ticket of company.tickets) {
        desk.add(ticket, company);
      }
      for (const organization of desk.organizationsOf(company)) {
        events.organization('created', organization);
      }
    },
    failure,
  };
}

function bucketOf({ method }: VendorRequest, path: string): Bucket | undefined {
  if (path.startsWith(`${API}/incremental/`)) {
    return 'incremental-exports';
  }
  if (path === `${API}/search/export`) {
    return 'search-export';
  }
  return method === 'GET' && path === `${API}/tickets`
    ? 'tickets-index'
    : undefined;
}

function failure(status: number): VendorResponse {
  switch (status) {
    case 401:
      return zendeskErrors.invalidToken().toResponse();
    case 403:
      return zendeskErrors.forbidden().toResponse();
    case 404:
      return zendeskErrors.notFound().toResponse();
    case 429:
      return zendeskErrors.rateLimit('API', {}).toResponse();
    default:
      return {
        status,
        body: {
          error: {
            title: 'Internal Server Error',
            message: 'Please try again later.',
          },
        },
      };
  }
}
