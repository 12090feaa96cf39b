import type { Customer360Router, RouterOptions } from './RouterOptions';

/** Being told that something has changed. */
export function addInvalidationRoutes(
  router: Customer360Router,
  { services, audit, invalidations }: RouterOptions,
): void {
  router.post('/v1/customers/:namespace/:name/invalidate', async (req, res) => {
    const { namespace, name } = req.params;
    const customerRef = `customer:${namespace}/${name}`.toLocaleLowerCase(
      'en-US',
    );
    await audit.around(
      req,
      'customer-invalidate',
      { customer: customerRef },
      async () => {
        await services.require(req);
        await invalidations.acknowledge({
          customerRef,
          source: req.body?.source,
          facets: req.body?.facets,
        });
      },
    );
    res.status(204).end();
  });
}
