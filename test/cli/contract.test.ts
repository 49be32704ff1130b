import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allUseCases } from '../../src/app/index.ts';
import type { Command } from '../support/command.ts';
import { buildCommand } from '../support/command.ts';
import { testProject } from '../support/project.ts';
import { SHOP } from '../support/shop.ts';

let command: Command;
beforeAll(() => {
  command = buildCommand();
});
afterAll(() => command.remove());

const shop = () => testProject(SHOP).folder;
const STACK = /\n\s+at .+:\d+:\d+/;

/** The one object that `--json` prints, whatever happened. */
async function asked(...args: readonly string[]) {
  const { code, stdout } = await command.run([...args, '--json']);
  const { value, findings } = JSON.parse(stdout) as {
    readonly value: unknown;
    readonly findings: readonly {
      readonly code: string;
      readonly severity: string;
      readonly hint?: string;
    }[];
  };
  return { code, value, findings };
}

describe('flags', () => {
  it('that are numbers are read from what was typed', () => {
    for (const { name, input } of allUseCases) {
      if (!(input instanceof z.ZodObject)) throw new Error(`${name} takes no keys`);
      for (const [key, type] of Object.entries(input.shape)) {
        const told = z.toJSONSchema(type, { io: 'input' });
        if (told.type !== 'integer' && told.type !== 'number') continue;
        const typed = String(told.default ?? told.minimum ?? 1);
        expect(type.safeParse(typed).success, `${name} --${key} ${typed}`).toBe(true);
      }
    }
  });
});

describe('exit codes', () => {
  it('are 0 where all went well, also with warnings', async () => {
    const folder = shop();
    const ran = await command.run(['run', '-p', folder]);
    expect(ran).toMatchObject({ code: 0, signal: null });
    expect(ran.stdout).toContain('Corner shop as of 2026-06-30');
    expect(ran.stderr).toMatch(/warning: 1 of 6 rows of `customers` were quarantined/);
  });

  it('are 1 where the findings are as bad as --fail-on says', async () => {
    const folder = shop();
    const unused = '{ kind: attribute, id: nobody_asks, entity: customer, basis: value, value: mrr * 2 }';
    writeFileSync(join(folder, 'more.yaml'), unused);
    expect((await command.run(['run', '-p', folder, '--fail-on', 'warning'])).code).toBe(1);
    expect((await command.run(['check', '-p', folder])).code).toBe(0);
    expect((await command.run(['check', '-p', folder, '--fail-on', 'note'])).code).toBe(1);
  });

  it('are 1 for definitions that cannot be used, with the place of each mistake', async () => {
    const folder = shop();
    writeFileSync(join(folder, 'clade.yaml'), SHOP['clade.yaml'].replace('attribute: mrr', 'attribute: mmr'));
    for (const name of ['check', 'run']) {
      const { code, stderr } = await command.run([name, '-p', folder]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^clade\.yaml:\d+:\d+: error: .*mmr/m);
    }
  });

  it('are 1 for what was typed wrong', async () => {
    const folder = shop();
    for (const args of [
      ['rnu'],
      ['run', '--as-fo', '2026-01-01'],
      ['run', '--as-of', 'yesterday'],
      ['run', '--threads', 'many'],
      ['run', '--memory', 'lots'],
      ['run', '--engine', 'abacus'],
      ['check', '--fail-on', 'never'],
      ['export'],
      ['export', 'value'],
      ['quarantine', '--limit', 'all'],
      ['run', 'surplus'],
      [],
    ]) {
      const { code, stdout, stderr } = await command.run([...args, '-p', folder]);
      expect([args, code, stdout]).toEqual([args, 1, '']);
      expect(stderr).not.toBe('');
      expect(stderr).not.toMatch(STACK);
    }
  });

  it('are 2 where the program or its state is broken, in one line unless traced', async () => {
    const folder = shop();
    await command.run(['run', '-p', folder]);
    writeFileSync(join(folder, '.clade', 'state.duckdb'), 'this is no database'.repeat(1000));
    const { code, stdout, stderr } = await command.run(['runs', '-p', folder]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^clade broke: /);
    expect(stderr).not.toMatch(STACK);
    expect((await command.run(['runs', '-p', folder], { CLADE_TRACE: '1' })).stderr).toMatch(STACK);
  });
});

describe('what was mistyped', () => {
  it('is answered with what was probably meant', async () => {
    expect((await command.run(['exprot'])).stderr).toContain('Did you mean export?');
    expect((await command.run(['run', '--as-off', '2026-01-01'])).stderr).toContain('Did you mean --as-of?');
    const folder = shop();
    await command.run(['run', '-p', folder]);
    const { findings } = await asked('show', 'valu', '-p', folder);
    expect(findings[0]?.hint).toContain('value');
  });
});

/** Commands whose numbers a run made that is over. */
const OF_A_RUN = new Set(
  'explain show metrics movement profile crosstab discover classify rules refit export report'.split(' '),
);

describe('--json', () => {
  it('prints one object with value and findings for every command, ages of what a run made, and nothing else', async () => {
    const folder = shop();
    const args: Readonly<Record<string, readonly string[]>> = {
      explain: ['c1'],
      show: ['value'],
      sql: ['value'],
      profile: ['value', '--segment', 'small', '--attribute', 'since'],
      crosstab: ['value', 'tenure'],
      movement: ['value', '--customer', 'c1'],
      export: ['value', '--to', join(folder, 'value.csv')],
      demo: [join(shop(), 'demo'), '--accounts', '50'],
    };
    const order = ['run', ...allUseCases.map(({ name }) => name).filter((name) => name !== 'run')];
    for (const name of order) {
      const ran = await command.run([name, ...(args[name] ?? []), '-p', folder, '--json']);
      const told = JSON.parse(ran.stdout) as { value: unknown; findings: { severity: string }[] };
      const ages = told.value !== null && OF_A_RUN.has(name) ? ['ages'] : [];
      expect([name, ran.stderr, Object.keys(told)]).toEqual([name, '', ['value', 'findings', ...ages]]);
      const isWrong = told.value === null || told.findings.some(({ severity }) => severity === 'error');
      expect([name, ran.code]).toEqual([name, isWrong ? 1 : 0]);
      expect(told.findings).toBeInstanceOf(Array);
      if (name in args || name === 'run') expect([name, told.value]).not.toEqual([name, null]);
    }
  });

  it('tells mistakes the same way', async () => {
    const folder = shop();
    const nothing = { value: null, findings: [{ severity: 'error' }] };
    expect(await asked('rnu')).toMatchObject({ code: 1, ...nothing });
    expect(await asked('run', '--as-of')).toMatchObject({ code: 1, ...nothing });
    expect(await asked('export', 'value', '-p', folder)).toMatchObject({ code: 1, ...nothing });
    expect(await asked('run', '--as-of', '2026-02-30', '-p', folder)).toMatchObject({ code: 1, ...nothing });
    expect(await asked('quarantine', '--limit', '0', '-p', folder)).toMatchObject({ code: 1, ...nothing });
    expect(await asked('runs', '-p', folder)).toMatchObject({ code: 1, ...nothing });
    const nowhere = await asked('run', '-p', join(folder, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 1, value: null, findings: [{ code: 'no-such-folder' }] });
    const elsewhere = await asked('check', '-p', tmpdir());
    expect(elsewhere).toMatchObject({ code: 1, findings: [{ code: 'no-project' }] });
  });
});

/** No flag can say it; it is asked through the library. */
const isListOfObjects = (input: z.ZodObject, key: string) => {
  const { properties } = z.toJSONSchema(input, { io: 'input' });
  const items = (properties?.[key] as { readonly items?: { readonly type?: string } } | undefined)?.items;
  return items?.type === 'object';
};

describe('help', () => {
  it('lists every command with its summary', async () => {
    const { code, stdout, stderr } = await command.run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const { name, summary } of allUseCases) {
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
    }
  });

  it('tells of every command what can be given to it', async () => {
    for (const { name, input } of allUseCases) {
      const { code, stdout, stderr } = await command.run([name, '--help']);
      expect([name, code, stderr]).toEqual([name, 0, '']);
      for (const key of Object.keys(input.shape).filter((one) => !isListOfObjects(input, one)))
        expect(stdout).toMatch(
          new RegExp(`<${key}(?:\\.{3})?>|\\[${key}\\]|--${key.replace(/[A-Z]/g, '-$&').toLowerCase()}`),
        );
    }
  });

  it('gives the version of the package', async () => {
    expect((await command.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
