import type { Customer360Router, RouterOptions } from './RouterOptions';

/** The list of customers. */
export function addPortfolioRoutes(
  router: Customer360Router,
  { audit, countedReaders, portfolio, portfolioExport }: RouterOptions,
): void {
  // A body, since what a list is narrowed to may be a customer's name.
  router.post('/v1/customers/query', async (req, res) => {
    const reader = await countedReaders.read(req, 'portfolio');
    const page = await audit.around(
      req,
      'customer-list',
      { queryType: 'query', sort: req.body.sort ?? 'risk' },
      () => portfolio.query(reader, req.body),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(page);
  });

  router.post('/v1/customers/export', async (req, res) => {
    const reader = await countedReaders.read(req, 'portfolio_export');
    const { text } = await audit.around(
      req,
      'customer-list',
      { queryType: 'export', sort: req.body.sort ?? 'risk' },
      () => portfolioExport.csv(reader, req.body),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader(
      'Content-Disposition',
      'attachment; filename="customers.csv"',
    );
    res.type('text/csv; charset=utf-8').send(text as never);
  });
}
