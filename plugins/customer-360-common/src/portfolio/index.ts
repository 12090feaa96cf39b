export * from './PortfolioQuery';
export * from './PortfolioRow';
