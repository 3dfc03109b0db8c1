import { APPROVAL_DECIDE } from '../../shared/contract/approval.js';
import { EVENT_DELIVER } from '../../shared/contract/run-event.js';
import type { Payload, PayloadConverter } from '@temporalio/common';
import { takeForkedSignals } from './fork-state.js';

/** As far as Temporal's SDK goes: the same as a signal that comes in with an activation. */
interface Activator {
  readonly payloadConverter: PayloadConverter;
  signalWorkflow(signal: { readonly signalName: string; readonly input: readonly Payload[]; readonly headers: object }): void;
}

/** Taken where the code asks for them. */
const OWN: ReadonlySet<string> = new Set([APPROVAL_DECIDE, EVENT_DELIVER]);

/** Gives the run the signals that the other one got, as Temporal's own reset does: the SDK keeps each until the code handles it. */
export function repeatSignals(): void {
  const { __TEMPORAL_ACTIVATOR__: activator } = globalThis as { readonly __TEMPORAL_ACTIVATOR__?: Activator };
  if (activator === undefined) return;
  for (const { name, args } of takeForkedSignals((signal) => !OWN.has(signal))) {
    activator.signalWorkflow({
      signalName: name,
      input: args.map((arg) => activator.payloadConverter.toPayload(arg)),
      headers: {},
    });
  }
}
