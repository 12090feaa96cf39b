import { parseArgs } from 'node:util';
import { isLocalUrl } from './server/controlInput.ts';
import { PortUnavailableError } from './server/listen.ts';
import { startSandbox } from './server/startSandbox.ts';
import type {
  ProductDatabaseLocation,
  SandboxOptions,
} from './server/startSandbox.ts';

const USAGE = `Usage: node packages/sandbox/src/main.ts [flags]

  --customers <n>    companies in the world, 1 to 100000 (200)
  --seed <n>         the same seed gives the same world (42)
  --today <day>      the day the world is made for, YYYY-MM-DD (today)
  --port <n>         port of the control API, vendors on the next three;
                     0 takes free ones (7100)
  --data <folder>    where the catalog file and the product database go
                     (.data/sandbox)
  --postgres <url>   keep the product database in PostgreSQL instead
  --zendesk-satisfaction <legacy|surveys>
                     which of Zendesk's two systems the account uses (legacy)
  --webhooks <url>   base URL of a portal's backend on this machine that every
                     vendor's events go to (none)
  --marked           a value of its own in every field that somebody may have
                     to be kept from
`;

function readFlags(): SandboxOptions | undefined {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '200' },
      seed: { type: 'string', default: '42' },
      today: { type: 'string' },
      port: { type: 'string', default: '7100' },
      data: { type: 'string', default: '.data/sandbox' },
      postgres: { type: 'string' },
      'zendesk-satisfaction': { type: 'string', default: 'legacy' },
      webhooks: { type: 'string' },
      marked: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  const satisfaction = values['zendesk-satisfaction'];
  if (satisfaction !== 'legacy' && satisfaction !== 'surveys') {
    throw new RangeError('--zendesk-satisfaction takes legacy or surveys.');
  }
  if (values.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.today)) {
    throw new RangeError('--today takes a day as YYYY-MM-DD.');
  }
  if (values.webhooks !== undefined && !isLocalUrl(values.webhooks)) {
    throw new RangeError('--webhooks takes a URL on this machine.');
  }
  return {
    webhooks: values.webhooks,
    customers: wholeNumber('customers', values.customers, 1, 100_000),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 31 - 1),
    today: values.today,
    port: wholeNumber('port', values.port, 0, 65_532),
    dataDir: values.data,
    postgres: values.postgres,
    marked: values.marked,
    zendeskSatisfaction: satisfaction,
  };
}

function wholeNumber(
  flag: string,
  text: string,
  min: number,
  max: number,
): number {
  const value = Number(text);
  if (
    text.trim() === '' ||
    !Number.isInteger(value) ||
    value < min ||
    value > max
  ) {
    throw new RangeError(
      `--${flag} takes a whole number from ${min} to ${max}.`,
    );
  }
  return value;
}

/** Without the password that a URL may carry. */
function whereabouts(database: ProductDatabaseLocation): string {
  if (database.client === 'better-sqlite3') {
    return database.filename;
  }
  const url = URL.canParse(database.connectionString)
    ? new URL(database.connectionString)
    : undefined;
  return url ? `postgres://${url.host}${url.pathname}` : 'PostgreSQL';
}

function isFlagError(error: unknown): boolean {
  return (
    error instanceof RangeError ||
    (error instanceof TypeError &&
      'code' in error &&
      String(error.code).startsWith('ERR_PARSE_ARGS'))
  );
}

async function main(): Promise<void> {
  const options = readFlags();
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  const sandbox = await startSandbox(options);
  const end = () => {
    // Whoever waits for a hanging answer must not keep the process alive.
    setTimeout(() => process.exit(0), 800).unref();
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('SIGHUP', end);
  process.stdout.write(
    [
      `control           ${sandbox.control}`,
      `stripe            ${sandbox.stripe}`,
      `hubspot           ${sandbox.hubspot}`,
      `zendesk           ${sandbox.zendesk}`,
      `product database  ${whereabouts(sandbox.productDatabase)}`,
      `catalog file      ${sandbox.catalogFile}`,
      '',
    ].join('\n'),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`sandbox: ${wordsOf(error)}\n`);
  process.exit(1);
});

function isPortUnavailable(error: unknown): boolean {
  return error instanceof PortUnavailableError;
}

/** What the person who started it can mend is said in a sentence; the rest needs its stack. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const mendable = [isFlagError, isPortUnavailable].some(is => is(error));
  return mendable ? error.message : error.stack ?? error.message;
}
