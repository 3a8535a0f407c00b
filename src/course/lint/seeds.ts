/** What is promised of every seed is proved with these, 1 to 5, and with the seed that the file itself names. */
const PROVED = [1, 2, 3, 4, 5] as const

/** The seeds that prove a promise; `own` is the file's, where it has one. */
export function proofSeeds(own: number = PROVED[0]): readonly number[] {
  return [...new Set([own, ...PROVED])]
}
