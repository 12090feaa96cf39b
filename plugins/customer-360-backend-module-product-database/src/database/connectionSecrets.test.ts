import { inspect } from 'node:util';
import { createReadOnlyDatabase } from './createReadOnlyDatabase';
import type { DatabaseOptions } from '../config/DatabaseOptions';

jest.setTimeout(60_000);

const SECRET = 'canary-of-the-connection';
const postgres = new URL(
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING ??
    'postgresql://127.0.0.1:9/none',
);

const connections: ReadonlyArray<
  [what: string, Pick<DatabaseOptions, 'client' | 'connection'>]
> = [
  [
    'a server that is not there',
    {
      client: 'pg',
      connection: {
        connectionString: `postgresql://${SECRET}:${SECRET}@127.0.0.1:9/${SECRET}`,
      },
    },
  ],
  [
    'a role that is not there',
    {
      client: 'pg',
      connection: {
        host: postgres.hostname,
        port: Number(postgres.port),
        user: SECRET,
        password: SECRET,
        database: SECRET,
      },
    },
  ],
  [
    'a host that is not there',
    {
      client: 'pg',
      connection: { host: `${SECRET}.invalid`, user: 'x', password: SECRET },
    },
  ],
  [
    'a file that is not there',
    {
      client: 'better-sqlite3',
      connection: { filename: `/nowhere/${SECRET}.sqlite` },
    },
  ],
];

describe('what is said of a database that cannot be reached', () => {
  it.each(connections)(
    '%s: nothing of how it is reached',
    async (_what, how) => {
      const written: string[] = [];
      const note = (...args: unknown[]) => {
        written.push(args.map(arg => inspect(arg, { depth: 9 })).join(' '));
        return true;
      };
      const spies = [
        ...(['log', 'info', 'warn', 'error', 'debug'] as const).map(level =>
          jest.spyOn(console, level).mockImplementation(note),
        ),
        jest.spyOn(process.stderr, 'write').mockImplementation(note),
      ];
      const database = createReadOnlyDatabase({
        ...how,
        poolMax: 1,
        statementTimeoutMs: 2_000,
      });
      const error = await database
        .rows({ text: 'select 1', values: [] }, 1, AbortSignal.timeout(10_000))
        .catch(caught => caught);
      await database.close();
      spies.forEach(spy => spy.mockRestore());

      expect(error).toMatchObject({ name: 'SourceError' });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
        SECRET,
      );
      expect(written.join('\n')).not.toContain(SECRET);
    },
  );
});
