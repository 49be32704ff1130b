import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realProject } from './real-project.ts';

/** The online retail project with a list of its customers, which the data itself does not have. */
export function onlineRetail(): ReturnType<typeof realProject> {
  const project = realProject('online-retail', 'online_retail');
  if (!project) return null;
  const data = join(project.folder, 'data');
  const [, ...orders] = readFileSync(join(data, 'online_retail_orders.csv'), 'utf8').trim().split(/\r?\n/);
  const ids = new Set(orders.map((line) => line.split(',')[2] ?? ''));
  writeFileSync(join(data, 'customers.csv'), ['customer_id', ...ids].join('\n'));
  return project;
}
