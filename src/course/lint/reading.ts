/** Adults reading non-fiction in silence, on average (Brysbaert 2019, a review of 190 studies). */
const WORDS_A_MINUTE = 238

/** How long a text takes to read, in seconds. A sign alone is no word. */
export function readingSeconds(text: string): number {
  return (text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length * 60) / WORDS_A_MINUTE
}
