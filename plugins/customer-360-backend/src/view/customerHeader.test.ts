import { customerEntity } from '../__testUtils__/customers';
import { customerHeader } from './customerHeader';

describe('customerHeader', () => {
  it('tells nothing of a parent, which may be hidden from the reader', () => {
    const parent = 'customer:default/cus-11aa0b';
    const acme = customerEntity('acme');
    const header = customerHeader({
      ...acme,
      spec: { ...acme.spec, parent },
      relations: [
        ...(acme.relations ?? []),
        { type: 'childOf', targetRef: parent },
      ],
    });
    expect(header).toEqual({
      ref: 'customer:default/acme',
      namespace: 'default',
      name: 'acme',
      title: 'Title of acme',
      domain: 'acme.example',
      segment: 'enterprise',
      lifecycle: 'active',
      owner: 'user:default/mara',
      team: [],
    });
  });
});
