import type { Customer360Router, RouterOptions } from './RouterOptions';

const EVENT = 'customer-observations';

/** What is remembered of a customer. */
export function addObservationRoutes(
  router: Customer360Router,
  { audit, countedReaders, erasure }: RouterOptions,
): void {
  router.delete(
    '/v1/customers/:namespace/:name/observations',
    async (req, res) => {
      const { namespace, name } = req.params;
      await audit.around(
        req,
        EVENT,
        { queryType: 'erase', customer: `customer:${namespace}/${name}` },
        async () =>
          erasure.erase(
            await countedReaders.read(req, 'observations_erase'),
            req.params,
          ),
      );
      res.status(204).end();
    },
  );
}
