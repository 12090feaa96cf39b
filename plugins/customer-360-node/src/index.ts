/**
 * What a Customer 360 source module needs: extension points, the source
 * contract and the shared HTTP client.
 *
 * @packageDocumentation
 */
export * from './access/AccessExplainer';
export * from './access/isCustomerRule';
export * from './bulk/RowOwner';
export * from './bulk/SourceBulk';
export * from './config/readSourcesConfig';
export * from './customers/SourceCustomers';
export * from './customers/checkCustomersPage';
export * from './database/migrateInTurn';
export * from './extensions/customer360AccessExtensionPoint';
export * from './extensions/customer360FacetsExtensionPoint';
export * from './extensions/customer360LedgerExtensionPoint';
export * from './extensions/customer360SourcesExtensionPoint';
export * from './http/SourceHttpClient';
export * from './http/SourceQuota';
export * from './ledger/LedgerHeadStore';
export * from './records/Drift';
export * from './records/htmlToText';
export * from './records/linkTemplate';
export * from './records/paginate';
export * from './resilience/CallSlots';
export * from './resilience/SourceCoordination';
export * from './resilience/SourceMetrics';
export * from './resilience/SourceTracer';
export * from './resilience/SourceTransport';
export * from './resilience/SourceTransportStatus';
export * from './source/AccessTokenKeeper';
export * from './source/credentialScope';
export * from './source/CustomerSource';
export * from './source/SourceContext';
export * from './source/SourceError';
export * from './source/toSourceError';
export * from './webhooks/createSignedWebhook';
export * from './webhooks/isSignedWith';
export * from './webhooks/isTimely';
export * from './webhooks/parseWebhookBody';
export * from './webhooks/readStamp';
export * from './webhooks/SourceWebhook';
export { webhookIdField, webhookSecretsField } from './webhooks/webhookFields';
