import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { publishedSpec } from '../openapi/publishedSpec';
import { spec } from '../openapi/spec';
import { addAccessRoutes } from './accessRoutes';
import { addCustomerRoutes } from './customerRoutes';
import { noteArrival, refuseInEvenTime } from './evenRefusals';
import { addGrantRoutes } from './grantRoutes';
import { addIngestionRoutes } from './ingestionRoutes';
import { addInvalidationRoutes } from './invalidationRoutes';
import { keepNoError } from './keepNoError';
import { addLedgerRoutes } from './ledgerRoutes';
import { addLinkRoutes } from './linkRoutes';
import { addLookupRoutes } from './lookupRoutes';
import { addObservationRoutes } from './observationRoutes';
import { addPortfolioRoutes } from './portfolioRoutes';
import { CheckedPageSender, GzipPageSender } from './PageSender';
import type { RouterOptions } from './RouterOptions';
import { addSavedViewRoutes } from './savedViewRoutes';
import { addSourceRoutes } from './sourceRoutes';
import { tellWhenToRetry } from './tellWhenToRetry';
import { isPlainView, viewHandler } from './viewHandler';

/** All routes, each checked against the contract before it runs. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  const { definitions } = options;
  // Before the validated router, which would publish it as OpenAPI 3.0 and
  // without the facets.
  router.get('/openapi.json', (req, res) => {
    res.json(publishedSpec(req.baseUrl, definitions));
  });
  router.use(noteArrival);
  router.use('/v1/customers', options.gate.handler);
  const pageSender = options.validateResponses
    ? new CheckedPageSender()
    : new GzipPageSender();
  if (!options.validateResponses) {
    const view = viewHandler(options, pageSender);
    router.get('/v1/customers/:namespace/:name/view', (req, res, next) =>
      isPlainView(req)
        ? view(req, res, {
            namespace: req.params.namespace,
            name: req.params.name,
          })
        : next(),
    );
  }
  const validated = createValidatedOpenApiRouter(spec, {
    validatorOptions: { validateResponses: options.validateResponses ?? false },
  });
  addCustomerRoutes(validated, options, pageSender);
  addAccessRoutes(validated, options);
  addGrantRoutes(validated, options);
  addIngestionRoutes(validated, options);
  addInvalidationRoutes(validated, options);
  addLedgerRoutes(validated, options);
  addLinkRoutes(validated, options);
  addLookupRoutes(validated, options);
  addObservationRoutes(validated, options);
  addPortfolioRoutes(validated, options);
  addSavedViewRoutes(validated, options);
  addSourceRoutes(validated, options);
  router.use(validated as Router);
  router.use(refuseInEvenTime);
  router.use(keepNoError);
  router.use(tellWhenToRetry);
  return router;
}
