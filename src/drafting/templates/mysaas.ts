import type { Meaning } from './by-meaning.ts';
import { byMeaning } from './by-meaning.ts';
import type { Template, TemplateUnit } from './template.ts';
import { templated } from './template.ts';

const size: TemplateUnit = {
  id: 'size',
  title: 'Company size',
  needs: [['head_count']],
  write: ([people], scene) =>
    people
      ? {
          segmentation: templated(
            {
              ...{ id: 'size', title: 'Company size', method: 'bands', options: { attribute: people.id } },
              segments: [
                { id: 'small', title: 'Small business', from: 10, stated: '10-50 employees' },
                { id: 'medium', title: 'Medium business', from: 50, stated: '50-500 employees' },
                { id: 'enterprise', title: 'Enterprise', from: 500, stated: '500+ employees' },
              ],
              fallback: { id: 'below', title: 'Under 10 people, or not known' },
              above: [
                '50 and 500 people are in two ranges of the text each, and nobody has a place under 10; `clade check` says so.',
              ],
            },
            scene,
          ),
        }
      : null,
};

/** A unit that reads groups out of the words of one concept. */
const unit = (
  id: string,
  title: string,
  concept: string,
  fallback: string,
  groups: readonly Meaning[],
): TemplateUnit => ({
  id,
  title,
  needs: [[concept]],
  write: ([attribute], scene) => {
    if (!attribute) return null;
    const segmentation = byMeaning(
      attribute,
      groups,
      { id, title, fallback: { id: 'another', title: fallback } },
      scene,
    );
    return segmentation && { segmentation };
  },
});

const industry = unit('vertical', 'Industry vertical', 'industry', 'Another industry, or not known', [
  { id: 'healthcare', title: 'Healthcare', stems: ['health', 'medic', 'hospital', 'pharma', 'gesundheit'] },
  {
    id: 'finance',
    title: 'Finance',
    stems: ['financ', 'fintech', 'fin', 'bank', 'insur', 'finanz', 'versicher'],
  },
  {
    id: 'manufacturing',
    title: 'Manufacturing',
    stems: ['manufactur', 'industrial', 'produktion', 'fertigung'],
  },
  {
    id: 'technology',
    title: 'Technology',
    stems: ['tech', 'software', 'devtools', 'dev', 'saas', 'it', 'cyber', 'computer'],
  },
  {
    id: 'services',
    title: 'Professional services',
    stems: ['professional', 'consult', 'legal', 'agency', 'accounting', 'beratung'],
  },
]);

const role = unit('function', 'Role', 'role', 'Another role, or not known', [
  {
    id: 'executive',
    title: 'C-level executives',
    stems: ['chief', 'ceo', 'cfo', 'cto', 'cio', 'coo', 'executive', 'founder', 'owner', 'president'],
  },
  { id: 'it', title: 'IT managers', stems: ['it', 'admin', 'engineer', 'developer', 'security', 'system'] },
  {
    id: 'operations',
    title: 'Operations managers',
    stems: ['operation', 'ops', 'process', 'logistic', 'manager'],
  },
  { id: 'user', title: 'End users', stems: ['user', 'analyst', 'assistant', 'staff', 'clerk', 'specialist'] },
]);

const adoption = unit('adoption', 'Technology adoption', 'adoption_style', 'Another answer, or none', [
  { id: 'early', title: 'Early adopters', stems: ['early adopter', 'innovator', 'pioneer'] },
  { id: 'mainstream', title: 'Mainstream users', stems: ['main', 'majority', 'pragmat'] },
  { id: 'late', title: 'Late adopters', stems: ['late', 'laggard', 'conservativ', 'scept', 'skept'] },
]);

const patterns = unit('usage_pattern', 'Usage pattern', 'usage_pattern', 'Another pattern, or not known', [
  { id: 'power', title: 'Power users', stems: ['power', 'advanced', 'heavy', 'super'] },
  { id: 'casual', title: 'Casual users', stems: ['casual', 'basic', 'occasional', 'light'] },
  { id: 'administrative', title: 'Administrative users', stems: ['admin', 'setup', 'config'] },
]);

const decision = unit('decision_style', 'Decision style', 'decision_style', 'Another style, or not known', [
  { id: 'data_driven', title: 'Data-driven', stems: ['data', 'analytic', 'metric', 'roi'] },
  { id: 'relationship_driven', title: 'Relationship-driven', stems: ['relation', 'trust', 'referenc'] },
  { id: 'risk_averse', title: 'Risk-averse', stems: ['risk', 'cautious', 'pilot'] },
]);

/** Company size first; industry, role, adoption, usage and decision style as lenses. */
export const mysaas: Template = {
  id: 'mysaas',
  title: 'Small, medium, enterprise',
  source: 'Seed 001',
  summary: 'Company size, industry vertical, role, technology adoption, usage pattern, decision style.',
  units: [size, industry, role, adoption, patterns, decision],
  primary: ['size', 'vertical', 'usage_pattern', 'function'],
};
