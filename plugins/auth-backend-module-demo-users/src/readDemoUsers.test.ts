import { ConfigReader } from '@backstage/config';
import { readDemoUsers } from './readDemoUsers';

function read(options: {
  nodeEnv?: string;
  appUrl?: string;
  backendUrl?: string;
  listen?: unknown;
}) {
  const listen = 'listen' in options ? options.listen : { host: '127.0.0.1' };
  return readDemoUsers({
    provider: new ConfigReader({ users: ['sam', 'mara'] }),
    root: new ConfigReader({
      app: { baseUrl: options.appUrl ?? 'http://localhost:3000' },
      backend: {
        baseUrl: options.backendUrl ?? 'http://localhost:3000',
        ...(listen === undefined ? {} : { listen: listen as string }),
      },
    }),
    nodeEnv: 'nodeEnv' in options ? options.nodeEnv : 'development',
  });
}

describe('readDemoUsers', () => {
  it('should give the personas in development on loopback', () => {
    expect(read({})).toEqual(['sam', 'mara']);
    expect(read({ listen: '127.0.0.1:3000' })).toEqual(['sam', 'mara']);
  });

  it.each(['production', 'test', undefined])(
    'should refuse with NODE_ENV %s',
    nodeEnv => {
      expect(() => read({ nodeEnv })).toThrow(/refuses to start with NODE_ENV/);
    },
  );

  it('should refuse a base URL that is not localhost, naming the key', () => {
    expect(() => read({ appUrl: 'https://portal.example' })).toThrow(
      /app\.baseUrl is portal\.example/,
    );
    expect(() => read({ backendUrl: 'http://10.0.0.7:7007' })).toThrow(
      /backend\.baseUrl is 10\.0\.0\.7/,
    );
  });

  it.each([undefined, ':3000', '0.0.0.0:3000', { port: 3000 }])(
    'should refuse to listen on %j',
    listen => {
      expect(() => read({ listen })).toThrow(/backend\.listen/);
    },
  );
});
