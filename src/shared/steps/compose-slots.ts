/** A slot of either pipeline, seen as a function around the next one. */
export type AroundCall<Call, Reply> = (call: Call, next: (call: Call) => Promise<Reply>) => Promise<Reply>;

interface NamedSlot<Call, Reply> {
  readonly name: string;
  readonly around: AroundCall<Call, Reply>;
}

/**
 * Builds one function out of slots. `order` is the order in time; `core` is the slot that does the thing itself (`schedule`, `call`).
 * Slots named after the core act on its reply, the nearest first, so they wrap it from inside out.
 *
 * @throws Error when a slot has no place in the order, when two share one, or when the core is missing
 */
export function composeSlots<Call, Reply>(
  order: readonly string[],
  core: string,
  slots: readonly NamedSlot<Call, Reply>[],
): (call: Call) => Promise<Reply> {
  const positions = slots.map(({ name }) => order.indexOf(name));
  if (positions.includes(-1) || new Set(positions).size !== slots.length || !slots.some(({ name }) => name === core)) {
    throw new Error(`The slots ${slots.map(({ name }) => name).join(', ')} do not fit the order ${order.join(', ')}.`);
  }
  const place = ({ name }: NamedSlot<Call, Reply>): number => order.indexOf(name);
  const corePlace = order.indexOf(core);
  const before = slots.filter((slot) => place(slot) < corePlace).toSorted((a, b) => place(a) - place(b));
  const after = slots.filter((slot) => place(slot) > corePlace).toSorted((a, b) => place(b) - place(a));
  const outsideIn = [...before, ...after, ...slots.filter(({ name }) => name === core)];
  return outsideIn.reduceRight<(call: Call) => Promise<Reply>>(
    (next, { around }) =>
      (call) =>
        around(call, next),
    () => Promise.reject(new Error(`The slot '${core}' must not pass the call on.`)),
  );
}
