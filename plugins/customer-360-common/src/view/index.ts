export * from './answers';
export * from './Conflict';
export * from './CustomerView';
export * from './FacetPage';
export * from './FacetView';
export * from './Indicator';
export * from './Lookup';
export * from './UpcomingItem';
