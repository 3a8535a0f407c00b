import { addGlyphs, type Placed } from './glyphs.ts'
import { type Grid, gridOfRows } from './grid.ts'
import { applySgr, type Style } from './style.ts'

/**
 * Reads one whole frame as a program that knows no cells gives it: text with line feeds and SGR sequences, from the top
 * left corner. Other sequences (links, titles, moves) and controls are left out.
 */
export function parseFrame(text: string, columns: number, rows: number): Grid {
  let style: Style = ''
  const lines = text.split('\n', rows).map(row => {
    const found: Placed[] = []
    for (const [, parameters, plain] of row.matchAll(PIECES)) {
      if (parameters !== undefined) style = applySgr(style, parameters)
      else if (plain !== undefined) addGlyphs(found, plain, style)
    }
    return found
  })
  return gridOfRows(lines, columns, rows)
}

/** SGR by its parameters; any other CSI; OSC and its kin to their ends; a two-character escape; plain text. */
const PIECES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequences are made of.
  /\x1b\[([0-9;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-Z\\^-~]|([^\x1b]+)|\x1b/g
