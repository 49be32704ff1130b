import { createReadStream } from 'node:fs';
import type { Encoding } from '../utf8-chunks.ts';

/** The encoding a text file is written in, told from all of its bytes. */
export interface FileEncoding {
  readonly encoding: Encoding;
  /** Bytes 80 to 9F: no letters of Latin-1, and printed by Windows. */
  readonly hasWindowsBytes: boolean;
}

/** UTF-16 where the file begins with its mark or holds zero bytes, UTF-8 where all bytes are, else Latin-1. */
export async function fileEncoding(path: string, signal?: AbortSignal): Promise<FileEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const options = { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) };
  let isUtf8 = true;
  let isFirst = true;
  let hasWindowsBytes = false;
  for await (const chunk of createReadStream(path, options)) {
    const bytes = chunk as Buffer;
    if (isFirst && looksUtf16(bytes)) return { encoding: 'utf-16', hasWindowsBytes: false };
    isFirst = false;
    isUtf8 &&= decodes(decoder, bytes, true);
    hasWindowsBytes ||= bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
  }
  isUtf8 &&= decodes(decoder, Buffer.alloc(0), false);
  return isUtf8 ? { encoding: 'utf-8', hasWindowsBytes: false } : { encoding: 'latin-1', hasWindowsBytes };
}

function looksUtf16(head: Buffer): boolean {
  const mark = head.length > 1 ? head.readUInt16BE(0) : 0;
  return mark === 0xfffe || mark === 0xfeff || head.subarray(0, 4096).includes(0);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
