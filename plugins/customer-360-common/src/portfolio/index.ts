export * from './PortfolioQuery';
export * from './PortfolioRow';
export * from './SavedView';
