/**
 * Test kit for Customer 360 source modules: a scripted vendor on 127.0.0.1 and
 * the cases that every source must hold. Runs under jest.
 *
 * @packageDocumentation
 */
export * from './testing/createSourceTestHarness';
export * from './testing/describeSourceConformance';
export * from './testing/describeWebhookConformance';
export * from './testing/SourceConformance';
export * from './testing/VendorServer';
export * from './testing/WebhookConformance';
