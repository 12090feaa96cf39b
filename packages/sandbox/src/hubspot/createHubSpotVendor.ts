import { Router } from '../server/Router.ts';
import type {
  Vendor,
  VendorContext,
  VendorRequest,
  VendorResponse,
} from '../server/types.ts';
import type { World } from '../world/types.ts';
import { authenticate } from './auth.ts';
import { readAssociations, readLabels } from './handlers/associations.ts';
import { batchRead } from './handlers/batchRead.ts';
import type { HubSpotCall } from './handlers/HubSpotCall.ts';
import { listMarketingEmails } from './handlers/marketingEmails.ts';
import { mergeObjects } from './handlers/mergeObjects.ts';
import { getObject, listObjects } from './handlers/objects.ts';
import { getOwner, listOwners } from './handlers/owners.ts';
import { listPipelines } from './handlers/pipelines.ts';
import { getProperty, listProperties } from './handlers/properties.ts';
import { SCANNED, searchObjects } from './handlers/search.ts';
import {
  archiveObject,
  createObject,
  updateObject,
} from './handlers/writeObjects.ts';
import { HubSpotError, hubSpotErrors } from './HubSpotError.ts';
import { ModifiedIndex } from './ModifiedIndex.ts';
import { otherCustomer } from './otherCustomer.ts';
import { Portal } from './Portal.ts';
import { PortalEvents } from './PortalEvents.ts';
import { portalDetails } from './portalDetails.ts';
import { PortalLimits } from './PortalLimits.ts';
import { signWebhook } from './signWebhook.ts';

const OBJECTS = '/crm/objects/2026-09/:type';
const ASSOCIATIONS = '/crm/associations/2026-09/:from/:to';

const routes = new Router<HubSpotCall>()
  .on('POST', `${OBJECTS}/search`, searchObjects)
  .on('POST', `${OBJECTS}/batch/read`, batchRead)
  .on('GET', OBJECTS, listObjects)
  .on('GET', `${OBJECTS}/:id`, getObject)
  .on('POST', `${OBJECTS}/merge`, mergeObjects)
  .on('POST', OBJECTS, createObject)
  .on('PATCH', `${OBJECTS}/:id`, updateObject)
  .on('DELETE', `${OBJECTS}/:id`, archiveObject)
  .on('POST', `${ASSOCIATIONS}/batch/read`, readAssociations)
  .on('GET', `${ASSOCIATIONS}/labels`, readLabels)
  .on('GET', '/crm/owners/2026-09', listOwners)
  .on('GET', '/crm/owners/2026-09/:id', getOwner)
  .on('GET', '/crm/pipelines/2026-09/:type', listPipelines)
  .on('GET', '/crm/properties/2026-09/:type', listProperties)
  .on('GET', '/crm/properties/2026-09/:type/:name', getProperty)
  .on('GET', '/account-info/2026-09/details', () => ({
    status: 200,
    body: portalDetails,
  }))
  .on('GET', '/marketing/emails/2026-09', listMarketingEmails);

/** Ten more tries over a day, up to a hundred events in one request. */
const DELIVERY = { batch: 100, attempts: 11, retries: () => true };

/**
 * HubSpot's API of the date-based version 2026-09, for the simulated world.
 *
 * @public
 */
export function createHubSpotVendor(
  world: World,
  context: VendorContext,
): Vendor {
  const portal = new Portal(world, context.lag);
  const events = new PortalEvents(context);
  const modified = new ModifiedIndex(portal);
  const limits = new PortalLimits(context);

  async function handle(
    request: VendorRequest,
    from: 'outside' | 'inside' = 'outside',
  ): Promise<VendorResponse> {
    let headers: Record<string, string> = {};
    try {
      const caller = authenticate(request);
      const isSearch =
        request.method === 'POST' && request.path.endsWith('/search');
      if (from === 'outside') {
        headers = limits.count(isSearch ? 'search' : 'other');
      }
      const route = routes.find(request.method, request.path);
      if (route === 'method') {
        throw new HubSpotError(405, 'HTTP 405 Method Not Allowed');
      }
      if (!route) {
        throw hubSpotErrors.resourceNotFound();
      }
      const execute = () =>
        route.handler(
          {
            request,
            caller,
            portal,
            events,
            modified,
            now: context.now(),
            lists: index => context.lists(index),
          },
          route.parameters,
        );
      const answer = await (isRead(request)
        ? execute()
        : context.lag.writing(execute));
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (error instanceof HubSpotError) {
        return { ...error.toResponse(), headers };
      }
      throw error;
    }
  }

  return {
    id: 'hubspot',
    handle,
    otherCustomer: request => otherCustomer(portal, request),
    webhook: signWebhook,
    delivery: DELIVERY,
    ready: async () => {
      if (portal.size > SCANNED) {
        await modified.prepare();
      }
    },
    joined: company => {
      portal.join(company.index);
      for (const type of ['companies', 'contacts', 'deals'] as const) {
        for (const record of portal.ofCompany(company.index, type)) {
          events.created(record);
        }
      }
    },
    failure,
  };
}

/** Searches and batches are asked for by POST. */
function isRead({ method, path }: VendorRequest): boolean {
  return (
    method === 'GET' || path.endsWith('/search') || path.endsWith('/batch/read')
  );
}

function failure(status: number): VendorResponse {
  switch (status) {
    case 401:
      return hubSpotErrors.invalidToken().toResponse();
    case 403:
      return hubSpotErrors
        .missingScopes(['crm.objects.companies.read'])
        .toResponse();
    case 404:
      return hubSpotErrors.resourceNotFound().toResponse();
    case 429:
      return hubSpotErrors.rateLimit('TEN_SECONDLY_ROLLING').toResponse();
    default:
      return new HubSpotError(status, 'internal error').toResponse();
  }
}
