import { ExternalStorage, type DataConverter, type PayloadCodec, type StorageDriver } from '@temporalio/common';

/** Remembers why payloads could not be read: a replay tells no more than that a workflow task failed. */
export class DecodeFailures {
  #first: { readonly error: unknown } | undefined;

  /** What was the first to go wrong since it was asked last. */
  take(): { readonly error: unknown } | undefined {
    const first = this.#first;
    this.#first = undefined;
    return first;
  }

  /** The same data converter, watched. */
  watch(dataConverter: DataConverter = {}): DataConverter {
    const { payloadCodecs = [], externalStorage } = dataConverter;
    return {
      ...dataConverter,
      payloadCodecs: payloadCodecs.map((codec) => this.#codec(codec)),
      ...(externalStorage !== undefined && { externalStorage: this.#storage(externalStorage) }),
    };
  }

  #codec(codec: PayloadCodec): PayloadCodec {
    return { encode: (...given) => codec.encode(...given), decode: (...given) => this.#noting(() => codec.decode(...given)) };
  }

  /** A replay stores nothing, so only what reads is watched. */
  #storage({ drivers, payloadSizeThreshold }: ExternalStorage): ExternalStorage {
    const watched = drivers.map((driver): StorageDriver => ({
      name: driver.name,
      type: driver.type,
      store: (...given) => driver.store(...given),
      retrieve: (...given) => this.#noting(() => driver.retrieve(...given)),
    }));
    // oxlint-disable-next-line unicorn/no-null -- what Temporal's interface says for "none"
    return new ExternalStorage({ drivers: watched, driverSelector: () => null, payloadSizeThreshold });
  }

  async #noting<Result>(read: () => Promise<Result>): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      this.#first ??= { error };
      throw error;
    }
  }
}
