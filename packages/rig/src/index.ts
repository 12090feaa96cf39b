export { findBinary, searchPath } from './findBinary.ts';
export { freePort } from './freePort.ts';
export { closedLoad } from './load/closedLoad.ts';
export type {
  LoadOptions,
  LoadRequest,
  LoadResponse,
  LoadResult,
} from './load/LoadOptions.ts';
export { openLoad, type OpenLoadOptions } from './load/openLoad.ts';
export { runLoad } from './load/runLoad.ts';
export { runProgram } from './portal/runProgram.ts';
export {
  portalProgram,
  startPortal,
  type Portal,
  type PortalOptions,
  type Usage,
} from './portal/startPortal.ts';
export {
  PostgresServer,
  type PostgresServerOptions,
} from './postgres/PostgresServer.ts';
export {
  ManagedProcess,
  type ManagedProcessOptions,
} from './process/ManagedProcess.ts';
export { childrenOf, stateOf } from './process/processTable.ts';
export type { ReadyOptions } from './process/untilReady.ts';
export type { Target } from './proxy/ProxiedConnection.ts';
export {
  TcpFaultProxy,
  type TcpFaultProxyOptions,
} from './proxy/TcpFaultProxy.ts';
export { RespError, type RespValue } from './redis/readReply.ts';
export { RedisServer, type RedisServerOptions } from './redis/RedisServer.ts';
export { respCall, type RespCallOptions } from './redis/respCall.ts';
export { runTests, type TestRunOptions } from './testing/runTests.ts';
export type { VendorCalls } from './vendor/CallCounts.ts';
export { FakeVendor } from './vendor/FakeVendor.ts';
export { signDelivery, type DeliverySigning } from './vendor/signDelivery.ts';
export {
  startFakeVendorProcess,
  type FakeVendorProcess,
} from './vendor/startFakeVendorProcess.ts';
export type { Vendor } from './vendor/Vendor.ts';
export type { RecordAddress } from './vendor/VendorRecords.ts';
export type { VendorChange, VendorSettings } from './vendor/VendorSettings.ts';
export { waitUntil, type WaitOptions } from './waitUntil.ts';
