import type { Customer360Router, RouterOptions } from './RouterOptions';

const EVENT = 'saved-view';

/** Lists of customers that people keep. Nothing of a customer is in them. */
export function addSavedViewRoutes(
  router: Customer360Router,
  { audit, readers, savedViews }: RouterOptions,
): void {
  router.get('/v1/saved-views', async (req, res) => {
    const views = await savedViews.list(await readers.read(req));
    res.setHeader('Cache-Control', 'no-store');
    res.json({ views });
  });

  router.post('/v1/saved-views', async (req, res) => {
    const view = await audit.around(
      req,
      EVENT,
      { queryType: req.body.shared ? 'share' : 'save' },
      async () => savedViews.add(await readers.read(req), req.body),
    );
    res.status(201).json(view);
  });

  router.put('/v1/saved-views/:id', async (req, res) => {
    const view = await audit.around(
      req,
      EVENT,
      { queryType: req.body.shared ? 'share' : 'save' },
      async () =>
        savedViews.change(await readers.read(req), req.params.id, req.body),
    );
    res.json(view);
  });

  router.delete('/v1/saved-views/:id', async (req, res) => {
    await audit.around(req, EVENT, { queryType: 'remove' }, async () =>
      savedViews.remove(await readers.read(req), req.params.id),
    );
    res.status(204).end();
  });
}
