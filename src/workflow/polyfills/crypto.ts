import { uuid4 } from '@temporalio/workflow';

/** Random values that are the same on every replay. For ids, never for secrets. */
export const crypto = {
  randomUUID: (): string => uuid4(),

  getRandomValues<View extends ArrayBufferView>(view: View): View {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(Math.random() * 256);
    return view;
  },
};
