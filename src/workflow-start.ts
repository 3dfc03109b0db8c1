/** The first thing that runs in a bundle of workflows, before the sandbox is closed. The plugin puts it there; nobody else needs it. */
import { WEAK_REF } from './shared/sandbox-globals.js';
import { installFixedLocale } from './workflow/place/fixed-locale.js';
import { installUtcDate } from './workflow/place/utc-date.js';

// Locales first: what `Date` then is, is the platform's prototype with these methods.
installFixedLocale();
installUtcDate();

// For the promises that Temporal's SDK has stacks of, see `letGoOfLostPromises`.
Reflect.set(globalThis, WEAK_REF, WeakRef);
