/** ` (did you mean «…»?)` for a word that is nearly one of the candidates, and nothing for any other. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near === undefined ? '' : ` (did you mean «${near}»?)`
}

/** The candidate that a misspelt word most likely meant: at most one slip in three letters away, the first of equals. */
function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let least = allowed + 1
  for (const candidate of candidates) {
    if (candidate.length > 60 || Math.abs(candidate.length - word.length) > allowed) continue
    const made = slips(word, candidate)
    if (made < least) {
      best = candidate
      least = made
    }
  }
  return best
}

/** Slips between two words: a letter too many, missing or wrong, or two neighbours swapped (optimal string alignment). */
export function slips(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
