import type { Command } from 'commander';
import { Option } from 'commander';
import * as z from 'zod';
import type { AnyUseCase } from '../../app/use-case.ts';

/** A key of a use-case's input as JSON Schema tells it. */
interface InputKey {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly choices: readonly string[] | null;
  readonly fallback: string | number | boolean | null;
  readonly isRequired: boolean;
}

/** Arguments and flags of a command, from the input schema of its use-case: nothing is written twice. */
export function addInput(command: Command, useCase: AnyUseCase): Command {
  const keys = inputKeys(useCase);
  for (const name of useCase.positional) {
    const key = keys.find((one) => one.name === name);
    const written = key?.type === 'array' ? `${name}...` : name;
    if (key) command.argument(key.isRequired ? `<${written}>` : `[${written}]`, describe(key));
  }
  for (const key of keys.filter(({ name }) => !useCase.positional.includes(name))) {
    const flag = `--${key.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const isMany = key.type === 'array';
    const takes = key.type === 'boolean' ? '' : ` <${isMany ? 'text' : key.type}>`;
    const option = new Option(`${flag}${takes}`, describe(key));
    if (isMany) option.argParser((text: string, before: readonly string[] = []) => [...before, text]);
    if (key.choices) option.choices([...key.choices]);
    if (key.isRequired) option.makeOptionMandatory();
    command.addOption(option);
  }
  return command;
}

/** What was typed, as the input of the use-case; only what was given, so that its defaults apply. */
export function readInput(
  useCase: AnyUseCase,
  positional: readonly unknown[],
  flags: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const byPosition = useCase.positional.map((name, index) => [name, positional[index]] as const);
  const names = new Set(inputKeys(useCase).map(({ name }) => name));
  const byFlag = Object.entries(flags).filter(([name]) => names.has(name));
  return Object.fromEntries([...byPosition, ...byFlag].filter(([, value]) => value !== undefined));
}

function inputKeys({ input }: AnyUseCase): readonly InputKey[] {
  const schema = z.toJSONSchema(input, { io: 'input' }) as {
    readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly required?: readonly string[];
  };
  return Object.entries(schema.properties ?? {})
    .filter(([, property]) => !isListOfObjects(property))
    .map(([name, property]) => ({
      name,
      type: typeof property['type'] === 'string' ? property['type'].replace('integer', 'number') : 'number',
      description: typeof property['description'] === 'string' ? property['description'] : '',
      choices: Array.isArray(property['enum']) ? property['enum'].map(String) : null,
      fallback: (property['default'] ?? null) as InputKey['fallback'],
      isRequired: (schema.required ?? []).includes(name) && property['default'] === undefined,
    }));
}

/** What no flag can say is asked through the library. */
const isListOfObjects = ({ items }: Readonly<Record<string, unknown>>) =>
  typeof items === 'object' && items !== null && 'type' in items && items.type === 'object';

const describe = ({ description, fallback }: InputKey) =>
  fallback === null || fallback === false ? description : `${description} (default: ${fallback})`;
