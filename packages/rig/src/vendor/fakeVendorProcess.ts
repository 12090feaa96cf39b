import { FakeVendor } from './FakeVendor.ts';

/** The fake vendor as a program: `node fakeVendorProcess.ts [port]`. */
async function main(): Promise<void> {
  const vendor = await FakeVendor.start({ port: Number(process.argv[2] ?? 0) });
  process.once('SIGTERM', () => process.exit(0));
  process.once('SIGINT', () => process.exit(0));
  process.stdout.write(`ready ${vendor.url}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
