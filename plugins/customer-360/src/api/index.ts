export * from './AccessApi';
export * from './AccessClient';
export * from './Customer360Api';
export * from './Customer360Client';
export {
  Customer360Error,
  type Customer360ErrorKind,
} from './Customer360Error';
export * from './FeedbackApi';
export * from './LedgerApi';
export * from './LedgerClient';
export * from './LinksApi';
export * from './LinksClient';
export * from './PortfolioApi';
export * from './PortfolioClient';
export * from './SourcesApi';
export * from './SourcesClient';
export type { ServiceHttpOptions } from './ServiceHttp';
