import type { Customer360Router, RouterOptions } from './RouterOptions';

const DEFAULT_LIMIT = 50;
const EVENT = 'grant';
const POLICY_PLUGIN = 'plugin:permission';

/** Exceptions from the roles: asked for, decided, revoked. */
export function addGrantRoutes(
  router: Customer360Router,
  { audit, countedReaders, grants, readers, services }: RouterOptions,
): void {
  router.get('/v1/grants', async (req, res) => {
    const { view = 'own', cursor, limit = DEFAULT_LIMIT } = req.query;
    const page = await audit.around(
      req,
      EVENT,
      { queryType: `list-${view}` },
      async () =>
        grants.list(await countedReaders.read(req, 'grant_list'), {
          view,
          cursor,
          limit,
        }),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json({ ...page, grants: [...page.grants] } as never);
  });

  router.post('/v1/grants', async (req, res) => {
    const { breakGlass = false, labels = [], ...asked } = req.body;
    const grant = await audit.around(
      req,
      EVENT,
      { queryType: breakGlass ? 'break-glass' : 'ask' },
      async () => {
        const reader = await countedReaders.read(
          req,
          breakGlass ? 'break_glass' : 'grant',
        );
        const request = { ...asked, labels };
        return breakGlass
          ? grants.breakGlass(reader, request)
          : grants.ask(reader, request);
      },
    );
    res.setHeader('Cache-Control', 'no-store');
    res.status(201).json(grant as never);
  });

  router.get('/v1/grants/live', async (req, res) => {
    await services.require(req, POLICY_PLUGIN);
    // The weak ETag of the body tells the policy that nothing has changed.
    res.json({ grants: await grants.live() } as never);
  });

  router.post('/v1/grants/:id', async (req, res) => {
    const { decision } = req.body;
    const grant = await audit.around(
      req,
      EVENT,
      { queryType: decision, grant: req.params.id },
      async () =>
        grants.decide(
          await countedReaders.read(req, 'grant'),
          req.params.id,
          req.body,
        ),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(grant as never);
  });

  router.delete('/v1/grants/:id', async (req, res) => {
    await audit.around(
      req,
      EVENT,
      { queryType: 'revoke', grant: req.params.id },
      // Not counted: what has to end must not wait for a minute that is used up,
      // and it shows nobody anything.
      async () => grants.revoke(await readers.read(req), req.params.id),
    );
    res.status(204).end();
  });
}
