import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { customerEntity } from '../__testUtils__/customers';
import { PortfolioCensus } from './PortfolioCensus';

const signal = new AbortController().signal;

function start(customers: number, listed: number) {
  const state = { listed, walks: 0, lists: 0 };
  const census = new PortfolioCensus({
    store: { size: async () => state.listed },
    walk: {
      run: async () => {
        state.walks += 1;
        state.listed += state.lists;
        state.lists = 0;
      },
    },
    catalog: catalogServiceMock({
      entities: Array.from({ length: customers }, (_, at) =>
        customerEntity(`c${at}`),
      ),
    }),
    auth: mockServices.auth(),
  });
  return { census, state };
}

describe('PortfolioCensus', () => {
  it('goes through nobody where all are listed', async () => {
    const { census, state } = start(3, 3);
    await census.run(signal);
    expect(state.walks).toBe(0);
  });

  it.each([0, 2, 4])('goes through all where %d of 3 are listed', async had => {
    const { census, state } = start(3, had);
    state.lists = 3 - had;
    await census.run(signal);
    await census.run(signal);
    expect(state.walks).toBe(1);
  });

  it('does not go on for those who are never listed, until others come', async () => {
    const { census, state } = start(3, 2);
    await census.run(signal);
    await census.run(signal);
    expect(state.walks).toBe(1);
    state.listed = 1;
    await census.run(signal);
    expect(state.walks).toBe(2);
  });
});
