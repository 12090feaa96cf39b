import type { Customer360Router, RouterOptions } from './RouterOptions';

/** Finding a customer by what is known of them. */
export function addLookupRoutes(
  router: Customer360Router,
  { countedReaders, audit, lookup }: RouterOptions,
): void {
  router.post('/v1/lookup', async (req, res) => {
    const reader = await countedReaders.read(req, 'lookup');
    const result = await audit.around(
      req,
      'customer-lookup',
      // What was asked for may be somebody's address: its kind is enough.
      { queryType: req.body.kind },
      () => lookup.find(reader, req.body),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(result);
  });

  router.get('/v1/by/:source/:id', async (req, res) => {
    const { source, id } = req.params;
    const reader = await countedReaders.read(req, 'by_id');
    const customer = await audit.around(
      req,
      'customer-lookup',
      { queryType: 'by-id', source },
      () => lookup.byId(reader, source, id),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(customer);
  });
}
