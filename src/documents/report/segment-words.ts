import { markerBars } from '../../charts/marker-bars.ts';
import type { Contrast } from '../../measures/profile/contrasts.ts';
import { contrastsOf } from '../../measures/profile/contrasts.ts';
import { strengthOf } from '../../measures/profile/effect.ts';
import type { Profile } from '../../measures/profile/profile.ts';
import type { Block } from '../document.ts';
import { figure, list, paragraph, section } from '../document.ts';
import type { Paragraph, SegmentPage } from '../paragraph.ts';
import type { SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf } from './words.ts';

/** Attributes a segment's picture shows. */
const MOST_MARKS = 8;

/** Every segment in a few sentences, with what sets it apart. */
export function wordsPart({ segmentation, differences }: SegmentationContent): Part | null {
  if ('absent' in differences) return null;
  const { profile, pages } = differences.told;
  const id = anchorOf(segmentation, 'segments');
  return {
    section: {
      id,
      title: 'Segment by segment',
      blocks: pages.map((page) =>
        section({
          id: `${id}-${page.segment}`,
          title: page.title,
          ...(page.isFallback ? { mark: 'fallback' } : {}),
          blocks: [...page.paragraphs.flatMap(toldParagraph), ...marksFigure(profile, page, id)],
        }),
      ),
    },
  };
}

/** What each tells one thing stands on a line of its own; the rest is a paragraph. */
function toldParagraph({ heading, sentences, listed = 0 }: Paragraph): readonly Block[] {
  const rest = sentences.slice(listed).join(' ');
  return listed === 0
    ? [{ kind: 'paragraph', lead: heading, text: rest }]
    : [{ kind: 'paragraph', lead: heading, text: '' }, list(sentences.slice(0, listed)), paragraph(rest)];
}

/** What the segment differs by most, on the scale of strengths; what formed the segments is left out. */
function marksFigure(profile: Profile, { segment, title }: SegmentPage, id: string): readonly Block[] {
  const contrasts = contrastsOf(profile, segment).filter(({ attribute }) => !attribute.formed);
  if (contrasts.length === 0) return [];
  const outside =
    profile.customers - (profile.segments.find((one) => one.segment === segment)?.customers ?? 0);
  return [
    figure(
      markerBars,
      {
        reference: 0,
        isDifference: true,
        measure: 'strength',
        digits: 2,
        extent: [-1, 1],
        marks: contrasts.slice(0, MOST_MARKS).map(markOf),
      },
      {
        id: `${id}-${segment}-marks`,
        title: `What sets ${title} apart`,
        caption: `Strength of the difference, −1 to +1, against ${countOf(outside, 'customer')} outside it as of ${profile.asOf}; the ${Math.min(MOST_MARKS, contrasts.length)} strongest of ${countOf(contrasts.length, 'comparison')}.`,
      },
    ),
  ];
}

function markOf({ attribute, effect, of }: Contrast) {
  const { measure, strength, low, high, isMarker } = effect;
  return {
    title: of.kind === 'number' ? attribute.title : `${attribute.title}: ${of.category.label}`,
    value: strength,
    low: strengthOf(measure, low),
    high: strengthOf(measure, high),
    isMarker,
  };
}
