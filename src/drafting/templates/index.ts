import { consumer } from './consumer.ts';
import { mysaas } from './mysaas.ts';
import { saas } from './saas.ts';
import { techcorp } from './techcorp.ts';
import type { Template } from './template.ts';

/** Every template, in the order help shows them. */
export const templates = { saas, techcorp, mysaas, consumer } as const satisfies Readonly<
  Record<string, Template>
>;

export type TemplateId = keyof typeof templates;
export const templateIds = Object.keys(templates) as [TemplateId, ...TemplateId[]];
