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
                { id: 'consumer', title: 'Individuals and very small teams', from: 0, stated: '<20' },
                { id: 'smb', title: 'SMB', from: 20, stated: '20-499 employees' },
                { id: 'enterprise', title: 'Enterprise', from: 500, stated: '500+ employees' },
              ],
              fallback: { id: 'unknown', title: 'Size not known' },
            },
            scene,
          ),
        }
      : null,
};

const contract: TemplateUnit = {
  id: 'contract',
  title: 'Annual contract value',
  needs: [['annual_revenue']],
  write: ([acv], scene) =>
    acv
      ? {
          segmentation: templated(
            {
              ...{
                id: 'contract',
                title: 'Annual contract value',
                method: 'bands',
                options: { attribute: acv.id },
              },
              segments: [
                { id: 'consumer', title: 'Consumer', from: 0, stated: 'Under $5,000' },
                { id: 'smb', title: 'SMB', from: 5000, stated: '$5,000 - $49,999' },
                { id: 'enterprise', title: 'Enterprise', from: 50_000, stated: '$50,000+' },
              ],
              fallback: { id: 'unknown', title: 'Contract not known' },
              above: [
                'The text leaves the cents between $49,999 and $50,000 out; a lower edge puts them with the smaller.',
              ],
            },
            scene,
          ),
        }
      : null,
};

const both: TemplateUnit = {
  id: 'segment',
  title: 'Segment by size and contract value',
  needs: [['head_count'], ['annual_revenue']],
  write: ([people, acv], scene) =>
    people && acv
      ? {
          segmentation: templated(
            {
              ...{ id: 'segment', title: 'Segment by size and contract value', method: 'rules' },
              segments: [
                { id: 'enterprise', title: 'Enterprise', when: `${people.id} >= 500 and ${acv.id} >= 50000` },
                {
                  id: 'smb',
                  title: 'SMB',
                  when: `${people.id} >= 20 and ${people.id} < 500 and ${acv.id} >= 5000 and ${acv.id} < 50000`,
                },
                { id: 'consumer', title: 'Consumer', when: `${people.id} < 20 and ${acv.id} < 5000` },
              ],
              fallback: {
                id: 'none_of_these',
                title: 'Fits none',
                description: 'Large by one and small by the other, or not known.',
              },
              above: [
                'The text asks for both. Who is large by one and small by the other, such as 600 people on a $10k contract, fits none of the three and is not forced anywhere.',
              ],
            },
            scene,
          ),
        }
      : null,
};

const cycle: TemplateUnit = {
  id: 'cycle',
  title: 'Decision cycle',
  needs: [['decision_days']],
  write: ([days], scene) =>
    days
      ? {
          segmentation: templated(
            {
              ...{ id: 'cycle', title: 'Decision cycle', method: 'bands', options: { attribute: days.id } },
              segments: [
                { id: 'consumer', title: 'At once to a week', from: 0, stated: '0-7 days' },
                { id: 'smb', title: 'Two to eight weeks', from: 14, stated: '14-56 days' },
                { id: 'enterprise', title: 'Three to six months', from: 90, stated: '90-180 days' },
              ],
              fallback: { id: 'undecided', title: 'Not decided yet' },
              above: [
                'The text leaves the second week, the third month and what takes longer than six months out; a lower edge puts them with the shorter.',
              ],
            },
            scene,
          ),
        }
      : null,
};

const stakeholders: TemplateUnit = {
  id: 'stakeholders',
  title: 'Key stakeholders',
  needs: [['role']],
  write: ([role], scene) =>
    role
      ? {
          segmentation: templated(
            {
              ...{ id: 'stakeholders', title: 'Key stakeholders', method: 'rules' },
              segments: [
                {
                  id: 'enterprise',
                  title: 'Of an enterprise',
                  when: `${role.id} ilike 'chief %' or ${role.id} in ('IT Director', 'Procurement')`,
                },
                {
                  id: 'smb',
                  title: 'Of a small or medium business',
                  when: `${role.id} in ('Business Owner', 'Department Head', 'IT Manager')`,
                },
                {
                  id: 'consumer',
                  title: 'Individual user',
                  when: `${role.id} in ('Individual User', 'End User')`,
                },
              ],
              fallback: { id: 'another', title: 'Another role, or not known' },
            },
            scene,
          ),
        }
      : null,
};

/** Three segments by head count and annual contract value, as a sales handbook has them. */
export const techcorp: Template = {
  id: 'techcorp',
  title: 'Enterprise, SMB, consumer',
  source: 'Seed 000',
  summary: 'Company size, annual contract value, both together; decision cycle and stakeholders.',
  units: [both, contract, size, cycle, stakeholders],
  primary: ['segment', 'contract', 'size'],
};
