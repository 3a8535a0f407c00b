/**
 * What a text of the screens says of its keys, said where lines are typed: Enter is an empty line there, and Esc the choice
 * that led here. The longer forms come first; of those that are left, Enter is what does something, or what a thing waits for.
 */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/\bChoose a lesson, and press Enter\./, 'Type the number of a lesson.'],
  [/». Press Enter\.$/, '». An empty line opens it.'],
  [/\bPress Enter to (.+)\.$/, 'An empty line: $1.'],
  [/\bPress Enter\.$/, 'An empty line begins.'],
  [/\bEsc again leads to\b/, 'The same once more leads to'],
  [/\bEnter gives a hint, /, 'Choose one for a hint, '],
  [/: Enter\.$/, '.'],
  [/; Enter comes back to it\b/, ''],
  [/(?<=^|[.!?] )Enter(?=:| [a-z]+s\b)/g, 'An empty line'],
]

/** A sentence as it is told where a line is typed, and no key pressed. */
export function withoutKeys(sentence: string): string {
  return KEYS.reduce((text, [key, words]) => text.replace(key, words), sentence)
}
