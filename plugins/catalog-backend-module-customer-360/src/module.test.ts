import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { catalogModuleCustomer360 } from './module';

describe('catalogModuleCustomer360', () => {
  it('lists the rule by which a policy names customers', async () => {
    const { server } = await startTestBackend({
      extensionPoints: [
        [
          catalogProcessingExtensionPoint,
          { addProcessor: jest.fn(), addEntityProvider: jest.fn() },
        ],
      ],
      features: [
        catalogModuleCustomer360,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.scheduler.mock().factory,
      ],
    });

    const answer = await fetch(
      `http://localhost:${server.port()}/api/catalog/.well-known/backstage/permissions/metadata`,
    );

    expect(answer.status).toBe(200);
    expect((await answer.json()).rules).toEqual([
      expect.objectContaining({
        name: 'IS_CUSTOMER',
        resourceType: 'catalog-entity',
      }),
    ]);
  });
});
