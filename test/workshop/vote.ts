/** A vote as the board asks for it. */
export const VOTE = {
  round: 'r1',
  scenario: 'split-bank',
  stop: 'choice',
  ask: 'What now?',
  options: [
    { id: 'consistency', text: 'Say no' },
    { id: 'availability', text: 'Pay' },
  ],
}
