import { createArtifacts, memoryJournal, memoryStore } from 'onceward/worker';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import type { CreateOnceward } from './create-onceward.ts';
import { startOutsideWorld, type OutsideWorld } from './outside-world.ts';

/** A provider that counts, and a worker with a store in memory whose workflows embed artifacts. */
export interface EmbeddingScene extends Scene {
  readonly world: OutsideWorld;
  readonly artifacts: ReturnType<typeof createArtifacts>;
  /** What a workflow makes of an artifact with this JSON. */
  embed(workflow: string, content: unknown, options?: object): Promise<unknown>;
}

/** Opens it for the length of a test file. */
export async function openEmbeddingScene(workflows: URL, create: CreateOnceward): Promise<EmbeddingScene> {
  const store = memoryStore();
  const artifacts = createArtifacts({ store });
  const world = await startOutsideWorld();
  process.env['WORLD_URL'] = world.url;
  const scene = await openScene({ workflows, plugin: create({ defaults: { outagePatience: false }, store, journal: memoryJournal() }) });
  return {
    ...scene,
    world,
    artifacts,
    async embed(workflow, content, options = {}) {
      const values = await artifacts.put(JSON.stringify(content), { mediaType: 'application/json' });
      return (await scene.start(workflow, values, options)).result();
    },
    async close() {
      await scene.close();
      await world.close();
    },
  };
}
