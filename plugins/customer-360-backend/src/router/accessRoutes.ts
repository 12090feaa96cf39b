import type { Customer360Router, RouterOptions } from './RouterOptions';

const EVENT = 'access-review';

/** Who else may see what, for those who decide about it. */
export function addAccessRoutes(
  router: Customer360Router,
  { audit, readers, review }: RouterOptions,
): void {
  router.get(
    '/v1/customers/:namespace/:name/access/people',
    async (req, res) => {
      const { namespace, name } = req.params;
      const people = await audit.around(
        req,
        EVENT,
        { queryType: 'people', customer: `customer:${namespace}/${name}` },
        async () => review.people(await readers.read(req), req.params),
      );
      res.setHeader('Cache-Control', 'no-store');
      res.json(people as never);
    },
  );

  router.get('/v1/access/roles', async (req, res) => {
    const roles = await audit.around(
      req,
      EVENT,
      { queryType: 'roles' },
      async () => review.roles(await readers.read(req)),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json({ roles } as never);
  });

  router.get('/v1/access/people/:namespace/:name', async (req, res) => {
    const { namespace, name } = req.params;
    const person = await audit.around(
      req,
      EVENT,
      { queryType: 'person' },
      async () =>
        review.person(
          await readers.read(req),
          `user:${namespace}/${name}`.toLocaleLowerCase('en-US'),
        ),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(person as never);
  });
}
