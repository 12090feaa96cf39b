import { z } from 'zod';
import { createCustomerSource } from '../source/CustomerSource';
import { credentialScope } from '../source/credentialScope';
import { SourceError } from '../source/SourceError';
import { paginate } from '../records/paginate';
import { describeSourceConformance } from './describeSourceConformance';

// The smallest source that holds everything: what the kit says of it is what
// the kit says at all.
const noteSchema = z.object({
  id: z.string(),
  account: z.string(),
  kind: z.string(),
  at: z.string(),
});

const pageSchema = z.object({
  notes: z.array(noteSchema),
  next: z.string().nullable(),
});

function createNotesSource(baseUrl: string) {
  return createCustomerSource({
    id: 'notes',
    type: 'notes',
    title: 'Notes',
    credentialScope: credentialScope('key', baseUrl),
    origins: [baseUrl],
    facets: {
      notes: {
        async read(account, { http }) {
          const { items, truncated } = await paginate(async cursor => {
            const url = new URL(`${baseUrl}/accounts/${account.id}/notes`);
            if (cursor) {
              url.searchParams.set('after', cursor);
            }
            const { data } = await http.json({
              url,
              schema: pageSchema,
              operation: 'notes.list',
            });
            return { items: data.notes, next: data.next ?? undefined };
          });
          if (items.some(note => note.account !== account.id)) {
            throw new SourceError('identity_mismatch');
          }
          return {
            truncated,
            data: {
              notes: items.map(note => ({
                source: 'notes',
                id: note.id,
                at: note.at,
                onDeal: false,
              })),
            },
          };
        },
      },
    },
  });
}

const note = (id: string) => ({
  id,
  account: 'a1',
  kind: 'call',
  at: '2026-01-01T00:00:00Z',
});

type Page = z.infer<typeof pageSchema>;
const mapNotes =
  (change: (one: Page['notes'][number]) => object) =>
  (_request: unknown, answer: { json?: unknown }) => {
    const page = answer.json as Page;
    return { json: { ...page, notes: page.notes.map(change) } };
  };

describeSourceConformance({
  name: 'Example',
  createSource: createNotesSource,
  account: { id: 'a1', customer: { ref: 'customer:default/x', title: 'X' } },
  respond: ({ query }) => ({
    json: query.has('after')
      ? { notes: [note('n3')], next: null }
      : { notes: [note('n1'), note('n2')], next: 'p2' },
  }),
  empty: () => ({ json: { notes: [], next: null } }),
  wrongCustomer: mapNotes(one => ({ ...one, account: 'a2' })),
  unknownEnum: mapNotes(one => ({ ...one, kind: 'telepathy' })),
  wrongType: mapNotes(one => ({ ...one, id: 7 })),
  endless: ({ query }) => {
    const page = Number(query.get('after') ?? '0') + 1;
    return {
      json: {
        notes: Array.from({ length: 100 }, (_, i) => note(`${page}-${i}`)),
        next: String(page),
      },
    };
  },
});
