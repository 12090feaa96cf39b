import { closedLoad } from '../load/closedLoad.ts';
import { stateOf } from '../process/processTable.ts';
import { EchoServer } from '../testing/EchoServer.ts';
import { TcpFaultProxy } from '../proxy/TcpFaultProxy.ts';
import { waitUntil } from '../waitUntil.ts';
import { startFakeVendorProcess } from './startFakeVendorProcess.ts';

describe('startFakeVendorProcess', () => {
  it('should end when it is stopped, with answers owed', async () => {
    const vendor = await startFakeVendorProcess();
    await vendor.control({ hang: true });
    const owed = fetch(`${vendor.url}/v1/crm/accounts/a/b`).catch(() => 'cut');
    await waitUntil(async () => (await vendor.calls()).total === 1);
    await vendor.stop();
    expect(await owed).toBe('cut');
    expect(vendor.process.exitCode).toBe(0);
    expect(stateOf(vendor.process.pid)).toBeUndefined();
  });

  it('should take a port, and say when it is taken', async () => {
    const first = await startFakeVendorProcess();
    await first.stop();
    const port = Number(new URL(first.url).port);
    const second = await startFakeVendorProcess({ port });
    expect(second.url).toBe(first.url);
    await second.stop();

    const other = await EchoServer.start();
    await expect(startFakeVendorProcess({ port: other.port })).rejects.toThrow(
      /EADDRINUSE/,
    );
    await other.close();
  });

  it('should answer many over few connections, and count each', async () => {
    const vendor = await startFakeVendorProcess();
    const proxy = await TcpFaultProxy.start({
      target: { host: '127.0.0.1', port: Number(new URL(vendor.url).port) },
    });
    const requests = Array.from({ length: 2000 }, (_, at) => ({
      path: `/v1/crm/accounts/account-${at % 100}/deals?page=1`,
    }));
    const { byStatus } = await closedLoad({
      requests,
      base: `http://127.0.0.1:${proxy.port}`,
      concurrency: 4,
    });
    expect(byStatus).toEqual({ 200: 2000 });
    expect(proxy.accepted).toBe(4);
    const { total, byPage } = await vendor.calls();
    expect(total).toBe(2000);
    expect(Object.values(byPage)).toEqual(Array(100).fill(20));
    await proxy.close();
    await vendor.stop();
  });
});
