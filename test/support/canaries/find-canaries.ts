import { holdsSecret } from '../../../src/testing/history/holds-secret.ts';
import { canaryOf, ENTRANCES, type Entrance } from './canaries.ts';
import { PLACES, type CanaryScene, type Place } from './canary-scene.ts';

/** Something of a user's that others can read. */
export interface Find {
  readonly entrance: Entrance;
  readonly place: Place;
}

/** Looks for every canary in places, plain and in all the forms in which bytes are written. */
export async function findCanaries(scene: CanaryScene, places: readonly Place[] = PLACES): Promise<readonly Find[]> {
  const found: Find[] = [];
  for (const place of places) {
    const content = await scene.contentOf(place);
    for (const entrance of ENTRANCES) if (holdsSecret(content, canaryOf(entrance))) found.push({ entrance, place });
  }
  return found;
}

/** The canaries among them, each once. */
export function entrancesOf(found: readonly Find[]): readonly Entrance[] {
  return ENTRANCES.filter((entrance) => found.some((find) => find.entrance === entrance));
}
