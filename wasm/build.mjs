import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const SOURCE = 'mixture-kernel.ts';
const OPTIONS = '-O3 --noAssert --runtime stub --enable simd --importMemory --use abort='.split(' ');

/** Compiles the kernel; returns its bytes. */
export async function compileKernel() {
  const folder = mkdtempSync(join(tmpdir(), 'clade-kernel-'));
  try {
    const file = join(folder, 'kernel.wasm');
    const { error, stderr } = await asc.main([
      join(import.meta.dirname, SOURCE),
      '--outFile',
      file,
      ...OPTIONS,
    ]);
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The source file that carries the bytes. */
export function carrying(bytes) {
  const lines = bytes.toString('base64').match(/.{1,100}/g);
  return `/** The SIMD kernel: \`wasm/${SOURCE}\`, compiled by \`npm run build:kernel\`. A test compiles it again and compares. */
export const SIMD_BYTES = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}

if (process.argv[1] === import.meta.filename) {
  const file = join(import.meta.dirname, '../src/numeric/cluster/simd-bytes.ts');
  writeFileSync(file, carrying(await compileKernel()));
}
