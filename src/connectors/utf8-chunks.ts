import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { OriginOf } from './connector.ts';

export type Encoding = OriginOf<'csv'>['encoding'];

const CHUNK_BYTES = 1 << 20;
const NOTHING: Buffer = Buffer.alloc(0);

/** The bytes of a text file as UTF-8 without a byte order mark. What is not UTF-8 in a `utf-8` file stays as it is. */
export async function* utf8Chunks(
  path: string,
  encoding: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const options = { highWaterMark: CHUNK_BYTES, ...(signal ? { signal } : {}) };
  const recode = recoder(encoding);
  let first = true;
  for await (const chunk of createReadStream(path, options)) {
    const bytes = recode(chunk as Buffer);
    yield first ? withoutMark(bytes) : bytes;
    first = false;
  }
  yield recode(null);
}

/** Null asks for what is left at the end: half a character becomes the replacement character. */
function recoder(encoding: Encoding): (chunk: Buffer | null) => Buffer {
  if (encoding === 'utf-8') return (chunk) => chunk ?? NOTHING;
  if (encoding === 'latin-1') return (chunk) => Buffer.from(chunk?.toString('latin1') ?? '', 'utf8');
  const decoder = new StringDecoder('utf16le');
  let bigEndian: boolean | null = null;
  let odd: Buffer = NOTHING;
  return (chunk) => {
    if (!chunk) return Buffer.from(decoder.end() + (odd.length > 0 ? '\ufffd' : ''), 'utf8');
    bigEndian ??= chunk[0] === 0xfe && chunk[1] === 0xff;
    const bytes = Buffer.concat([odd, chunk]);
    const even = bytes.length - (bytes.length % 2);
    odd = bytes.subarray(even);
    const pairs = bytes.subarray(0, even);
    return Buffer.from(decoder.write(bigEndian ? pairs.swap16() : pairs), 'utf8');
  };
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
