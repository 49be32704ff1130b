import type { DraftSegment, MeasuredAttribute } from '../draft.ts';
import type { Meaning } from './by-meaning.ts';
import { byMeaning, isOneOf, means } from './by-meaning.ts';
import type { Template, TemplateUnit } from './template.ts';
import { templated } from './template.ts';

/** Born in which years: the text names generations only, the years are those of Pew Research (2019). */
const generation: TemplateUnit = {
  id: 'generation',
  title: 'Generation',
  needs: [['birth_year', 'birth_date', 'age']],
  write: ([born], scene) =>
    born
      ? {
          segmentation: templated(
            {
              ...{
                id: 'generation',
                title: 'Generation',
                method: 'bands',
                options: { attribute: yearOf(born) },
              },
              segments: [
                { id: 'boomer', title: 'Boomer', from: 1946, stated: '1946-1964' },
                { id: 'gen_x', title: 'Gen X', from: 1965, stated: '1965-1980' },
                { id: 'millennial', title: 'Millennial', from: 1981, stated: '1981-1996' },
                { id: 'gen_z', title: 'Gen Z', from: 1997, stated: '1997-2012' },
              ],
              fallback: { id: 'another', title: 'Born before 1946, or not known' },
              above: [
                'The years a generation was born in are those of Pew Research; nobody else counts them quite so.',
              ],
              notes: born.concept === 'age' ? { attribute: 'from the age: right to within a year' } : {},
            },
            scene,
          ),
        }
      : null,
};

function yearOf({ id, concept }: MeasuredAttribute): string {
  if (concept === 'birth_year') return id;
  return concept === 'birth_date' ? `year(${id})` : `year(as_of) - ${id}`;
}

const MARRIED = ['married', 'partner', 'couple', 'cohabit', 'verheiratet', 'together'];

const family: TemplateUnit = {
  id: 'family',
  title: 'Family',
  needs: [['has_partner'], ['has_children']],
  write: ([partner, children], scene) => {
    const hasPartner = partner && truth(partner, MARRIED);
    const hasChildren = children && truth(children, []);
    if (!hasPartner || !hasChildren) return null;
    return {
      segmentation: templated(
        {
          ...{ id: 'family', title: 'Family', method: 'rules' },
          segments: [
            { id: 'children', title: 'With children', when: hasChildren },
            { id: 'couple', title: 'Couples without children', when: hasPartner },
            { id: 'single', title: 'Singles', when: `not (${hasPartner})` },
          ],
          fallback: { id: 'unknown', title: 'Not known' },
        },
        scene,
      ),
    };
  },
};

/** A condition true of those an attribute says yes of: a flag, a number above none, or values that mean it. */
function truth({ id, survey }: MeasuredAttribute, stems: readonly string[]): string | null {
  if (survey.type === 'boolean') return id;
  if (survey.type !== 'text') return `${id} >= 1`;
  const values = survey.values.map(({ value }) => value).filter((value) => means(value, stems));
  return values.length === 0 ? null : isOneOf(id, values);
}

const LOYAL: readonly Meaning[] = [
  { id: 'loyalist', title: 'Brand loyalists', stems: ['loyal', 'advocate', 'fan', 'treu'] },
  { id: 'satisfied', title: 'Satisfied users', stems: ['satisf', 'happy', 'content', 'zufrieden'] },
  { id: 'switcher', title: 'Switchers', stems: ['switch', 'shop around', 'price', 'wechsel', 'undecided'] },
  { id: 'churned', title: 'Churned', stems: ['churn', 'left', 'lost', 'former', 'gekuendigt'] },
];

const loyalty: TemplateUnit = {
  id: 'loyalty',
  title: 'Loyalty',
  needs: [['loyalty']],
  write: ([attribute], scene) => {
    const fallback = { id: 'unknown', title: 'Not known' };
    const segmentation =
      attribute && byMeaning(attribute, LOYAL, { id: 'loyalty', title: 'Loyalty', fallback }, scene);
    return segmentation ? { segmentation } : null;
  },
};

const engagement: TemplateUnit = {
  id: 'engagement',
  title: 'Engagement',
  needs: [['active_days']],
  write: ([days], scene) => {
    if (!days) return null;
    const months = windowOf(days) / 30;
    const churned = scene.attributes.find(({ concept }) => concept === 'churned');
    const left: readonly DraftSegment[] = churned
      ? [{ id: 'churned', title: 'Churned', when: churned.id }]
      : [];
    return {
      segmentation: templated(
        {
          ...{ id: 'engagement', title: 'Engagement', method: 'rules' },
          segments: [
            ...left,
            {
              id: 'high',
              title: 'Highly engaged',
              when: `${days.id} >= ${Math.round(20 * months)}`,
              note: 'about daily: 20 days of 30',
            },
            {
              id: 'moderate',
              title: 'Moderately engaged',
              when: `${days.id} >= ${Math.round(4 * months)}`,
              note: 'about weekly: 4 days of 30',
            },
            { id: 'low', title: 'Low engagement', when: `${days.id} >= 0`, note: 'monthly, or dormant' },
          ],
          fallback: { id: 'not_tracked', title: 'Not tracked' },
        },
        scene,
      ),
    };
  },
};

/** Days an attribute looks back; 30 where it does not say. */
function windowOf({ origin }: MeasuredAttribute): number {
  return (origin.kind === 'aggregate' && Number.parseInt(origin.keys['window'] ?? '', 10)) || 30;
}

const BENEFITS: readonly Meaning[] = [
  {
    id: 'performance',
    title: 'Performance seekers',
    stems: ['perform', 'fast', 'best', 'quality', 'speed', 'leistung', 'qualitaet'],
  },
  {
    id: 'value',
    title: 'Value seekers',
    stems: ['value', 'price', 'cheap', 'roi', 'saving', 'preis', 'guenstig'],
  },
  {
    id: 'convenience',
    title: 'Convenience seekers',
    stems: ['conven', 'ease', 'easy', 'simpl', 'bequem', 'einfach'],
  },
  {
    id: 'status',
    title: 'Status seekers',
    stems: ['status', 'prestige', 'brand', 'image', 'luxury', 'marke'],
  },
];

const benefits: TemplateUnit = {
  id: 'benefits',
  title: 'Benefits sought',
  needs: [['benefit_sought']],
  write: ([attribute], scene) => {
    const fallback = { id: 'unknown', title: 'Not asked, or another answer' };
    const segmentation =
      attribute &&
      byMeaning(attribute, BENEFITS, { id: 'benefits', title: 'Benefits sought', fallback }, scene);
    return segmentation ? { segmentation } : null;
  },
};

/** People: generation, family, loyalty, engagement and what they look for. */
export const consumer: Template = {
  id: 'consumer',
  title: 'Consumers',
  source:
    'Seed 003, B2C demographics and behavioural variables; birth years of generations: Pew Research 2019',
  summary: 'Generation, family, loyalty, engagement, benefits sought.',
  units: [engagement, benefits, loyalty, family, generation],
  primary: ['engagement', 'benefits', 'loyalty', 'family', 'generation'],
};
