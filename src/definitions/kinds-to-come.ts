/** Kinds whose keys are reserved: a file may hold them already, and they do nothing yet. */
export const kindsToCome: Readonly<Record<string, string>> = {
  benchmark: 'the expected value of a measure for a segment',
  watch: 'a change of segment somebody must act on',
  trigger: 'a condition that makes a customer ready for an offer',
  study: 'interviews, a survey, an analysis: method, n, dates',
  quote: "somebody's words in a study",
  persona: 'a told person standing for a segment',
  job: 'what customers hire the product for',
  priority: 'four dimensions of a segment and their sum',
  playbook: 'how a segment is served',
  audience: 'an exported list of customers',
  enrichment: 'facts bought or researched from outside',
};

/** Methods whose keys are reserved. */
export const methodsToCome: Readonly<Record<string, string>> = {
  typing: 'answers to a few questions',
};
