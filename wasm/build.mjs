import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** The sources, by the name their bytes are exported under. */
const SOURCES = { MIXTURE_BYTES: 'mixture-kernel.ts', CLOUD_BYTES: 'cloud-kernel.ts' };
const OPTIONS = '-O3 --noAssert --runtime stub --enable simd --importMemory --use abort='.split(' ');

/** Compiles the kernels; returns the source file that carries their bytes. */
export async function compileKernels() {
  const parts = [];
  for (const [name, source] of Object.entries(SOURCES))
    parts.push(carrying(name, source, await compile(source)));
  return parts.join('\n');
}

async function compile(source) {
  const folder = mkdtempSync(join(tmpdir(), 'clade-kernel-'));
  try {
    const file = join(folder, 'kernel.wasm');
    const { error, stderr } = await asc.main([
      join(import.meta.dirname, source),
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

function carrying(name, source, bytes) {
  const lines = bytes.toString('base64').match(/.{1,100}/g);
  return `/** The SIMD loops of \`wasm/${source}\`, compiled by \`npm run build:kernel\`. A test compiles them again and compares. */
export const ${name} = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}

if (process.argv[1] === import.meta.filename) {
  const file = join(import.meta.dirname, '../src/numeric/cluster/simd-bytes.ts');
  writeFileSync(file, await compileKernels());
}
