import {
  facetDefinitions,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import type { AccessShape, FacetAccess } from '../access/AccessShape';
import { explainAccess } from './explainAccess';

const { contracts } = facetDefinitions;
const KEEPER = 'Shown to the account’s own people among csm';

function explained(access: FacetAccess) {
  const shape = {
    facets: new Map([['contracts', access]]),
    labels: new Set<string>(),
    mayRefresh: false,
    key: '',
  } as unknown as AccessShape;
  const [facet] = explainAccess(
    {
      entity: customerEntity('acme'),
      ref: 'customer:default/acme',
      shape,
    } as Parameters<typeof explainAccess>[0],
    [contracts as FacetDefinition],
    ['contract'],
    [],
  ).facets;
  return facet;
}

describe('explainAccess', () => {
  it('says of what is restricted which label it takes and who may see it', () => {
    expect(
      explained({ level: 'none', label: 'contract', whoMaySee: KEEPER }),
    ).toMatchObject({
      level: 'none',
      label: 'contract',
      reason: `This needs the label "contract", which you do not hold for this customer. ${KEEPER}.`,
    });
  });

  it('says the same of the rest, where a label lowers it to its summary', () => {
    expect(
      explained({ level: 'summary', lowered: 'contract', whoMaySee: KEEPER }),
    ).toMatchObject({
      level: 'summary',
      label: 'contract',
      reason: `The rest needs the label "contract", which you do not hold for this customer. ${KEEPER}.`,
    });
  });

  it('names no label where it is the tier', () => {
    const { label, reason } = explained({ level: 'summary' });
    expect(label).toBeUndefined();
    expect(reason).toBe('You see the summary of contract for this customer.');
  });
});
