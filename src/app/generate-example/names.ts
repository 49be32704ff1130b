import type { SeededRandom } from '../../base/seeded-random.ts';
import { chance, pickOne } from './distributions.ts';
import type { Industry } from './vocabulary.ts';

type Words = readonly [string, ...string[]];
const words = (text: string) => text.trim().split(/\s+/) as unknown as Words;

const OPENINGS =
  words(`Alder Amber Arbor Ashby Beacon Birch Bluff Brook Calder Canyon Cedar Cinder Clover Cobalt Copper
  Coral Crest Dale Delta Dunmore Eastgate Elm Ember Fairlead Falcon Fern Fjord Foxglove Garnet Gable Glen Granite Harbor
  Harrow Hazel Heron Hollow Indigo Iron Jasper Juniper Kestrel Kite Lantern Larch Linden Maple Meadow Mill Mosaic Nimbus
  North Oak Onyx Orchard Osprey Otter Pebble Pine Quarry Quill Raven Ridge River Rowan Saffron Sable Slate Sparrow Spruce
  Stone Summit Swift Tamarack Thistle Timber Umber Vale Verge Violet Walnut Warren Willow Wren Yarrow Zephyr Søndergaard`);
const MIDDLES =
  words(`bank bay bend bridge brook dale field ford gate grove haven hill house keep lake land mark mere mill
  moor path peak point port reach rock side spring stead stone ton view ward water way well wick wood works yard`);
const ENDINGS: Readonly<Record<Industry, Words>> = {
  Healthcare: ['Health', 'Clinics', 'Care', 'Medical Group', 'Dental'],
  Finance: ['Capital', 'Credit Union', 'Insurance', 'Payments', 'Wealth'],
  Manufacturing: ['Industries', 'Components', 'Foundry', 'Packaging', 'Tools'],
  Technology: ['Labs', 'Software', 'Data', 'Robotics', 'Cloud'],
  'Professional Services': ['Partners', 'Consulting', 'Legal', 'Architects', '& Co, Accountants'],
  Retail: ['Outfitters', 'Grocers', 'Home', 'Garden Centre', 'Books'],
  Education: ['Academy', 'College', 'Schools', 'Learning', 'Institute'],
};
const GIVEN =
  words(`Aisha Alice Amara Ana Andrés Anna Arjun Ben Carla Chen Chloe Daniel David Diego Elena Emma Eric Fatima
  Felix Grace Hana Hugo Ines Isaac Ivan Jamal James Jana Jin Jonas Julia Karim Kate Kenji Laura Leila Leo Lin Lucas Luis
  Maya Mei Mia Mohamed Nadia Nina Noah Olga Omar Oscar Paul Priya Rafael Rosa Ruth Samir Sara Sofia Tariq Theo Tomas Uma
  Vera Victor Wei Yara Yusuf Zoe`);
const FAMILY =
  words(`Abbott Adeyemi Ahmed Alvarez Andersen Baker Banerjee Bauer Bennett Castro Chan Cohen Costa Dubois Diaz
  Evans Farah Fischer Flores Garcia Gomez Gupta Haddad Hansen Hill Ito Ivanova Jensen Jones Kaya Khan Kim Kowalski Kumar
  Larsen Lee Lopez Martin Mendes Meyer Moreau Müller Nguyen Novak Okafor Olsen Owens Park Patel Pereira Quinn Ramos Rossi
  Sato Schmidt Silva Singh Smith Tanaka Torres Turner Usman Vargas Walker Wang Weber Wright Yilmaz Young Zhang`);

export function companyName(random: SeededRandom, industry: Industry): string {
  const opening = pickOne(random, OPENINGS);
  const stem = chance(random, 0.6) ? opening + pickOne(random, MIDDLES) : opening;
  return `${stem} ${pickOne(random, ENDINGS[industry])}`;
}

/** Given name and family name. */
export function personName(random: SeededRandom): readonly [string, string] {
  return [pickOne(random, GIVEN), pickOne(random, FAMILY)];
}

/** An address at the reserved domain `example`, so that no mail can ever arrive. */
export function emailOf([given, family]: readonly [string, string], accountId: string): string {
  const plain = `${given}.${family}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return `${plain}@${accountId.toLowerCase()}.example`;
}
