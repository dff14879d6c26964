import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;

/** A workbook that was written in one piece, with each of its parts altered; parts are stored, not deflated. */
export function alteredWorkbook(workbook: Uint8Array, alter: (xml: string) => string): Buffer {
  const old = Buffer.from(workbook);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (let at = 0; old.readUInt32LE(at) === LOCAL;) {
    const name = old.subarray(at + 30, at + 30 + old.readUInt16LE(at + 26));
    const begin = at + 30 + name.length + old.readUInt16LE(at + 28);
    at = begin + old.readUInt32LE(at + 18);
    const content = Buffer.from(alter(inflateRawSync(old.subarray(begin, at)).toString('utf8')));
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, name);
    const part = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, content]);
    parts.push(part);
    offset += part.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}
