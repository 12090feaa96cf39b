import { ConfigReader } from '@backstage/config';
import { z } from 'zod';
import { readSourcesConfig } from './readSourcesConfig';

const schema = z.object({
  apiKey: z.string().min(1),
  seats: z.number().optional(),
  nested: z.strictObject({ on: z.boolean() }).optional(),
  url: z
    .string()
    .refine(value => value.startsWith('https'), 'must be an https URL')
    .optional(),
});

const read = (sources: object | undefined) =>
  readSourcesConfig(
    new ConfigReader(sources && { customer360: { sources } }),
    'acme',
    schema,
  );

describe('readSourcesConfig', () => {
  it('gives the entries of one type', () => {
    expect(
      read({
        acme: { type: 'acme', apiKey: 'k', title: 'Acme' },
        other: { type: 'other', whatever: 1 },
        'acme-us': {
          type: 'acme',
          apiKey: 'k2',
          transport: { maxConcurrent: 2, privateNetwork: true },
        },
      }),
    ).toEqual([
      {
        id: 'acme',
        title: 'Acme',
        transport: undefined,
        options: { apiKey: 'k' },
      },
      {
        id: 'acme-us',
        title: undefined,
        transport: { maxConcurrent: 2, privateNetwork: true },
        options: { apiKey: 'k2' },
      },
    ]);
  });

  it('is empty without any', () => {
    expect(read(undefined)).toEqual([]);
  });

  it.each([
    [{ type: 'acme' }, 'customer360.sources.acme.apiKey is missing'],
    [
      { type: 'acme', apiKey: '' },
      'customer360.sources.acme.apiKey must not be empty',
    ],
    [
      { type: 'acme', apiKey: 5 },
      'customer360.sources.acme.apiKey must be string',
    ],
    [
      { type: 'acme', apiKey: 'k', apikey: 'hush' },
      'customer360.sources.acme.apikey is not a known key',
    ],
    [
      { type: 'acme', apiKey: 'k', nested: { on: true, off: 'hush' } },
      'customer360.sources.acme.nested.off is not a known key',
    ],
    [
      { type: 'acme', apiKey: 'k', transport: { maxRetries: 9 } },
      'customer360.sources.acme.transport.maxRetries is not a known key',
    ],
    [
      { type: 'acme', apiKey: 'k', transport: { privateNetwork: 'hush' } },
      'customer360.sources.acme.transport.privateNetwork must be boolean',
    ],
    [
      { type: 'acme', apiKey: 'k', url: 'hush' },
      'customer360.sources.acme.url must be an https URL',
    ],
    [{ apiKey: 'k' }, 'customer360.sources.acme.type is missing'],
  ])('names the key in %j and quotes no value', (entry, message) => {
    let error: unknown;
    try {
      read({ acme: entry });
    } catch (caught) {
      error = caught;
    }
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain('hush');
  });

  it('names all problems at once', () => {
    expect(() =>
      read({ a: { type: 'acme' }, B: { type: 'acme', apiKey: 'k' } }),
    ).toThrow(/sources\.a\.apiKey is missing; .*sources\.B must be lower-case/);
  });
});
