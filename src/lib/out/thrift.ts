/** Writes values in Thrift's compact protocol, as Parquet's headers are written (thrift-compact-protocol.md). */
export class ThriftWriter {
  #bytes: number[] = [];
  readonly #fields: number[] = [];
  #last = 0;

  /** What has been written. */
  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }

  /** A whole struct, as the outermost or an element of a list. */
  struct(write: () => void): void {
    this.#fields.push(this.#last);
    this.#last = 0;
    write();
    this.#bytes.push(0);
    this.#last = this.#fields.pop() ?? 0;
  }

  i32(id: number, value: number): void {
    this.#head(id, 5);
    this.#zigzag(BigInt(value));
  }

  i64(id: number, value: number): void {
    this.#head(id, 6);
    this.#zigzag(BigInt(value));
  }

  text(id: number, value: string): void {
    this.#head(id, 8);
    this.#string(value);
  }

  child(id: number, write: () => void): void {
    this.#head(id, 12);
    this.struct(write);
  }

  structs<T>(id: number, items: readonly T[], write: (item: T) => void): void {
    this.#list(id, 12, items.length);
    for (const item of items) this.struct(() => write(item));
  }

  numbers(id: number, items: readonly number[]): void {
    this.#list(id, 5, items.length);
    for (const item of items) this.#zigzag(BigInt(item));
  }

  texts(id: number, items: readonly string[]): void {
    this.#list(id, 8, items.length);
    for (const item of items) this.#string(item);
  }

  #head(id: number, type: number): void {
    const step = id - this.#last;
    this.#last = id;
    if (step > 0 && step < 16) this.#bytes.push((step << 4) | type);
    else {
      this.#bytes.push(type);
      this.#zigzag(BigInt(id));
    }
  }

  #list(id: number, type: number, length: number): void {
    this.#head(id, 9);
    if (length < 15) this.#bytes.push((length << 4) | type);
    else {
      this.#bytes.push(0xf0 | type);
      this.#varint(BigInt(length));
    }
  }

  #string(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.#varint(BigInt(bytes.length));
    for (const byte of bytes) this.#bytes.push(byte);
  }

  #zigzag(value: bigint): void {
    this.#varint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));
  }

  #varint(value: bigint): void {
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) this.#bytes.push(Number(rest & 0x7fn) | 0x80);
    this.#bytes.push(Number(rest));
  }
}
