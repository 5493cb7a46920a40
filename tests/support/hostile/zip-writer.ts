import { deflateRawSync, crc32 } from 'node:zlib';

/** A part of a package as it is to be written, truths and lies. */
export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** What is written of its unpacked size where it is not the truth. */
  readonly declared?: number;
  readonly stored?: boolean;
  /** Bits of the general flag: 1 is encrypted. */
  readonly flags?: number;
  /** Bytes that are already deflated, with their unpacked size. */
  readonly deflated?: { readonly bytes: Uint8Array; readonly size: number };
  /** Writes no bytes of its own: lies over the part of this name. */
  readonly over?: string;
}

/** A package as bytes. */
export function zipOf(parts: readonly ZipPart[], comment = ''): Buffer {
  const pieces: Buffer[] = [];
  const central: Buffer[] = [];
  const places = new Map<string, { offset: number; packed: number }>();
  let offset = 0;
  for (const part of parts) {
    const raw = typeof part.data === 'string' ? Buffer.from(part.data) : Buffer.from(part.data);
    const packed = part.deflated
      ? Buffer.from(part.deflated.bytes)
      : part.stored
        ? raw
        : deflateRawSync(raw, { level: 6 });
    const size = part.declared ?? part.deflated?.size ?? raw.length;
    const name = Buffer.from(part.name);
    const shared = part.over === undefined ? undefined : places.get(part.over);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE((part.flags ?? 0) | 0x0800, 6);
    head.writeUInt16LE(part.stored ? 0 : 8, 8);
    head.writeUInt32LE(crc32(raw), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(size, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    head.copy(entry, 8, 6, 28);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(shared?.offset ?? offset, 42);
    if (shared) entry.writeUInt32LE(shared.packed, 20);
    central.push(entry, name);
    if (shared) continue;
    places.set(part.name, { offset, packed: packed.length });
    pieces.push(head, name, packed);
    offset += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(central);
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  tail.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  tail.writeUInt32LE(list.length, 12);
  tail.writeUInt32LE(offset, 16);
  tail.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...pieces, list, tail, Buffer.from(comment)]);
}
