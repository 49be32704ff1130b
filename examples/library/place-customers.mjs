// Clade as a library: the use-cases of the command line as typed functions, without a server.
// Run it from the root of the checkout after `npm run demo`:  node examples/library/place-customers.mjs
import { formatPlace, openClade } from 'clade';

const clade = openClade({ folder: 'examples/saas' });

const { value, findings } = await clade.run({ asOf: '2026-06-30' });
for (const { severity, message, place } of findings.filter((finding) => finding.severity !== 'note'))
  console.log(`${place ? formatPlace(place) : ''} ${severity}: ${message}`);
if (value === null) process.exit(1);

const primary = value.segmentations.find((segmentation) => segmentation.isPrimary);
for (const { title, active, money } of primary?.segments ?? [])
  console.log(`${title}: ${active} active customers, ${money ?? 'no'} ${value.project.currency} a month`);

const explained = await clade.explain({ customer: 'A00002', segmentation: primary?.segmentation });
const [placement] = explained.value?.placements ?? [];
console.log(`A00002 is ${placement?.segmentTitle}; margin ${placement?.margin}`);
console.log(
  `nearest change: ${placement?.nearest?.attribute} to ${placement?.nearest?.to} makes it ${placement?.nearest?.segment}`,
);
