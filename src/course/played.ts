import { DOOR_WORDS, type Door, isDoor, type Page, type Passage } from './types.ts'

/** Behind what a page can tell of a run: what is recalled from memory is none. */
type Played = Exclude<Door['kind'], 'recall'>

/** The place of the door that a page's `played` text tells of, the nearest one before it; null where there is none. */
export function doorBefore(pages: readonly Page[], place: number): number | null {
  for (let before = place - 1; before >= 0; before -= 1) {
    const block = pages[before]?.block
    if (isDoor(block) && block.kind !== 'recall') return before
  }
  return null
}

/**
 * A page as somebody sees it who went through the door before it, or who read on past that: nothing is told then of a
 * run that they did not make, and they are told where it is.
 */
export function pageAsPlayed(
  pages: readonly Page[],
  place: number,
  wasThere: (door: Door) => boolean,
): Page | null {
  const page = pages[place]
  if (!page) return null
  const at = doorBefore(pages, place)
  const block = at === null ? null : pages[at]?.block
  if (page.unplayed === null || at === null || !isDoor(block) || block.kind === 'recall' || wasThere(block))
    return page
  return asSkipped(page, page.unplayed, block.kind, at + 1)
}

/** The page for who skipped the door of this kind on the page of this number, from 1. */
export function asSkipped(page: Page, unplayed: readonly Passage[], kind: Played, number: number): Page {
  const text = `You skipped the ${DOOR_WORDS[kind].toLowerCase()} on page ${number}; what it shows belongs here.`
  const words = { kind: 'words', text, strong: false, tone: 'emphasis' } as const
  return { ...page, passages: [{ kind: 'paragraph', text: [words] }, ...unplayed], unplayed: null }
}
