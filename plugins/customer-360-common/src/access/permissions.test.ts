import { FACET_IDS, facetDefinitions } from '../facets/facetDefinitions';
import { SECTIONS } from '../facets/sections';
import { LABELS } from './labels';
import {
  basicPermissions,
  CUSTOMER_RESOURCE_TYPE,
  customerPermissions,
  labelPermission,
  nobodyPermission,
  sectionFullPermission,
  sectionSummaryPermission,
} from './permissions';

describe('permissions', () => {
  const names = customerPermissions().map(({ name }) => name);

  it('has a summary and a full permission for every section', () => {
    for (const section of SECTIONS) {
      expect(names).toContain(`customer360.${section}.summary.read`);
      expect(names).toContain(`customer360.${section}.full.read`);
    }
    expect(sectionSummaryPermission('billing').name).not.toBe(
      sectionFullPermission('billing').name,
    );
  });

  it('has one for every label, also for those that config adds', () => {
    for (const label of LABELS) {
      expect(names).toContain(labelPermission(label).name);
    }
    expect(
      customerPermissions([...LABELS, 'legal']).map(({ name }) => name),
    ).toContain('customer360.label.legal.read');
  });

  it('asks about the catalog entity, so that one ownership rule governs all', () => {
    for (const permission of customerPermissions()) {
      expect(permission).toMatchObject({
        type: 'resource',
        resourceType: CUSTOMER_RESOURCE_TYPE,
      });
    }
  });

  it('knows every permission by one name', () => {
    const all = [...customerPermissions(), ...basicPermissions].map(
      ({ name }) => name,
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(nobodyPermission.name);
  });

  it('covers the section and the label of every facet', () => {
    for (const id of FACET_IDS) {
      const facet = facetDefinitions[id];
      expect(facet.id).toBe(id);
      expect(SECTIONS).toContain(facet.section);
      expect([...LABELS, undefined]).toContain(facet.label);
    }
  });
});
