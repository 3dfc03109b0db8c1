/** What the snippets of docs/sagas.md take for granted. */
import type { SagaStep } from 'onceward/workflow';

export declare const trip: { readonly from: string; readonly to: string };
export declare const order: { readonly id: string };
export declare const bookSeat: (booked: typeof trip) => Promise<{ id: string }>;
export declare const cancelSeat: (id: string) => Promise<void>;
export declare const charge: (input: object) => Promise<{ id: string }>;
export declare const refund: (id: string) => Promise<void>;
export declare const refundByOrder: (order: string) => Promise<void>;
export declare const step: SagaStep;
