import { mockCredentials } from '@backstage/backend-test-utils';
import {
  customerPermissions,
  FACET_IDS,
  facetDefinitions,
  labelPermission,
  LABELS,
  nobodyPermission,
  sectionFullPermission,
  sectionSummaryPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import fc from 'fast-check';
import {
  allCanaries,
  canaryReaders,
  type Canary,
} from '../__testUtils__/canaries';
import { customerEntity } from '../__testUtils__/customers';
import { ALLOW, DENY } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(120_000);

const names = customerPermissions()
  .map(({ name }) => name)
  .filter(name => name !== nobodyPermission.name);

/** The rule of the design, said a second time and in another way. */
function maySee(held: ReadonlySet<string>, canary: Canary): boolean {
  const { section } = facetDefinitions[canary.facet];
  const full = held.has(sectionFullPermission(section).name);
  const summary = held.has(sectionSummaryPermission(section).name);
  return (
    (canary.level === 'full' ? full : full || summary) &&
    canary.labels.every(label => held.has(labelPermission(label).name))
  );
}

describe('whatever a person may see', () => {
  it('holds nothing of what they may not, in the page and in every list', async () => {
    const held = new Map<string, ReadonlySet<string>>();
    const { agent } = await startCustomer360({
      customers: [
        customerEntity('acme', { annotations: { 'customer-360/all': '1' } }),
      ],
      sources: [fakeSource('all', canaryReaders)],
      policy: (permission, user) =>
        permission === 'catalog.entity.read' ||
        permission === 'customer360.access' ||
        held.get(user)?.has(permission)
          ? ALLOW
          : DENY,
      now: () => Date.parse('2026-09-10T12:00:00Z'),
    });
    let people = 0;
    let shown = 0;
    let hidden = 0;

    async function check(rights: ReadonlySet<string>, facet: string) {
      const user = `user:default/person-${people++}`;
      held.set(user, rights);
      const get = async (path: string) => {
        const { status, text } = await agent
          .get(path)
          .set('authorization', mockCredentials.user.header(user));
        expect(status).toBe(200);
        return text;
      };
      const texts = [
        await get(viewPath('acme')),
        await get(`${BASE}/customers/default/acme/facets/${facet}`),
      ];
      const found = [...allCanaries].filter(([word]) =>
        texts.some(text => text.includes(word)),
      );
      const leaked = found.filter(([, canary]) => !maySee(rights, canary));
      expect(leaked.map(([word]) => word)).toEqual([]);
      // Nor an amount of a deal, nor that there is one.
      const dealTold = ['777888999', 'deal_close'].some(word =>
        texts.some(text => text.includes(word)),
      );
      expect(dealTold && !rights.has(labelPermission('sales').name)).toBe(
        false,
      );
      shown += found.length;
      hidden += allCanaries.size - found.length;
      return found.length;
    }

    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...names), { minLength: 0 }),
        fc.constantFrom(...FACET_IDS),
        async (rights, facet) => {
          await check(new Set(rights), facet);
        },
      ),
      { numRuns: 150 },
    );
    // The birds sing where they may: with all rights all of them are there.
    const all = await check(new Set(names), 'tickets');
    expect(all).toBe(allCanaries.size);
    const noLabels = names.filter(
      name => !LABELS.some(label => labelPermission(label).name === name),
    );
    await check(new Set(noLabels), 'notes');
    expect(Math.min(shown, hidden)).toBeGreaterThan(100);
  });
});
