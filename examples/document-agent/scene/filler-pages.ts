import type { PageContent } from './fact-pages.ts';
import type { SeededRandom } from './seeded-random.ts';

interface FillerKind {
  readonly titles: readonly string[];
  readonly opening: readonly string[];
  readonly sentences: readonly string[];
  readonly closing: readonly string[];
}

const LETTER: FillerKind = {
  titles: ['Letter to the customer', 'Letter from a neighbour', 'Note for the file', 'Record of a telephone call'],
  opening: ['Dear Sir or Madam,', 'Dear colleague,', 'To whom it may concern,'],
  sentences: [
    'Thank you for your letter, which reached us at the beginning of the week.',
    'We have passed your question on to the technical department and will come back to you as soon as we have an answer.',
    'The photographs that you sent are sharp and show the rooms from every side.',
    'Please keep all damaged parts until our expert has seen them.',
    'My flat on the upper floor was not affected, but the noise of the dryers can be heard at night.',
    'The stairs were covered with boards so that the furniture could be carried out without a scratch.',
    'A second visit was arranged by telephone and later moved at the wish of the tenant.',
    'The keys are with the caretaker, who can be reached in the mornings.',
    'We regret that the answer took longer than usual because of the holidays.',
    'The moving boxes are stored in a dry garage two streets away.',
    'Nobody could say with certainty when the window in the hallway had last been opened.',
    'The tenant mentioned that the parquet had begun to creak some days before.',
  ],
  closing: ['With kind regards, customer service', 'Yours sincerely, the caretaker', 'With best wishes, the office'],
};

const INVOICE: FillerKind = {
  titles: ['Delivery note', 'Invoice for hired equipment', 'Offer without obligation', 'Order confirmation'],
  opening: ['We delivered as follows:', 'We offer without obligation:', 'Thank you for your order.'],
  sentences: [
    'Two condensation dryers with hoses were delivered and set up on the ground floor.',
    'The rental is counted by the day and ends with the return of the equipment.',
    'Plastic sheets, tape and cardboard were used to protect the floors that were not affected.',
    'Our terms of delivery apply, which we send on request.',
    'The consumption of electricity was read from the meter before and after.',
    'Transport is included within the city, and charged by distance outside of it.',
    'The colour of the tiles may differ slightly from the sample because every batch is fired on its own.',
    'The goods remain our property until they have been paid in full.',
    'One dryer was exchanged after a fault, at no extra cost.',
    'Paint and brushes are sold by the box and taken back unopened.',
    'The fitter waited for half an hour because nobody opened the door.',
    'Please state the number of this document in all questions.',
  ],
  closing: ['Payable without deduction on receipt.', 'We thank you for your trust.', 'The goods were received complete.'],
};

const REPORT: FillerKind = {
  titles: ['Moisture measurement', 'Weekly report of the site', 'Technical annex', 'Minutes of the site meeting'],
  opening: ['Present were the tenant, the caretaker and a technician.', 'The measurements were made with a calibrated instrument.'],
  sentences: [
    'The moisture in the outer wall fell slowly, while the inner walls had already reached normal values.',
    'The insulation below the screed was opened in three places and found to be wet in one of them.',
    'The ceiling showed a brown edge that had dried out in the meantime.',
    'Samples were taken from the plaster and sent to a laboratory.',
    'The air was circulated day and night, and the windows were kept closed.',
    'No mould was visible, yet a musty smell remained in the corner beside the chimney.',
    'The old pipes are made of copper and were soldered by hand.',
    'The heating was lowered to protect the wooden parts from cracks.',
    'The scaffold in the courtyard stands on private ground and needs no permit.',
    'The next reading is planned for the following week, weather permitting.',
    'The participants agreed to document every change with a photograph.',
    'Cracks wider than a hair were marked with plaster seals and dated.',
  ],
  closing: ['End of the report.', 'Recorded by the technician on duty.', 'The minutes were approved by all who were present.'],
};

const KINDS: readonly FillerKind[] = [LETTER, INVOICE, REPORT];
const SENTENCES_A_PAGE = 9;

/** An ordinary page of the file that answers none of the questions. */
export function createFillerPage(random: SeededRandom): PageContent {
  const kind = random.pick(KINDS);
  const sentences = random.shuffle(kind.sentences).slice(0, SENTENCES_A_PAGE);
  const paragraphs = [sentences.slice(0, 3), sentences.slice(3, 6), sentences.slice(6)].map((part) => part.join(' '));
  return {
    kind: 'text',
    title: `${random.pick(kind.titles)} ${random.integer(100, 999)}`,
    blocks: [random.pick(kind.opening), ...paragraphs, random.pick(kind.closing)],
  };
}
