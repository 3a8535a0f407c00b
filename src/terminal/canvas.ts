import { asciiGlyph } from './ascii.ts'
import { glyphs } from './glyphs.ts'
import type { Line, Role, Span } from './text.ts'

/**
 * One column of one row. A wide glyph stands in the left one of its two cells; the right one holds the empty text.
 * `joints` says in which directions a drawn line goes on from here, so that lines that meet become corners and tees.
 */
interface Cell {
  readonly glyph: string
  readonly role: Role
  readonly bold: boolean
  readonly joints: number
}

const BLANK: Cell = { glyph: ' ', role: 'text', bold: false, joints: 0 }

/** The directions in which a line can leave a cell. */
const UP = 1
const RIGHT = 2
const DOWN = 4
const LEFT = 8

/** The glyph for each set of directions, from none to all four. A loose end is drawn through the whole cell. */
const JOINED = [...' │─╰││╭├─╯─┴╮┤┬┼']

/** A rectangle of cells: its top left corner and its size. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * A sheet of cells to draw on, and then to read as lines. It changes in place: whoever draws makes one, uses it up and
 * gives away the lines, which are values. What lies outside is left out, whatever is drawn.
 */
export class Canvas {
  readonly columns: number
  readonly rows: number
  private readonly cells: Cell[]

  constructor(columns: number, rows: number) {
    this.columns = Math.max(0, columns)
    this.rows = Math.max(0, rows)
    this.cells = new Array<Cell>(this.columns * this.rows).fill(BLANK)
  }

  /** Writes a text from a place to the right. Wide characters take two cells, and none where only half would fit. */
  put(x: number, y: number, text: string, role: Role = 'text', bold = false): void {
    let column = x
    for (const { glyph, width } of glyphs(text)) {
      this.place(column, y, width, { glyph, role, bold, joints: 0 })
      column += width
    }
  }

  /** Draws one glyph that is known to be one column wide: the cheap way for dots and curtains. */
  dot(x: number, y: number, glyph: string, role: Role, bold = false): void {
    this.place(x, y, 1, { glyph, role, bold, joints: 0 })
  }

  /** A straight line, ends included. It joins the lines that it meets. */
  line(fromX: number, fromY: number, toX: number, toY: number, role: Role = 'quiet'): void {
    const dx = Math.sign(toX - fromX)
    const dy = dx === 0 ? Math.sign(toY - fromY) : 0
    const ahead = dx > 0 ? RIGHT : dx < 0 ? LEFT : dy > 0 ? DOWN : UP
    const behind = dx > 0 ? LEFT : dx < 0 ? RIGHT : dy > 0 ? UP : DOWN
    const length = Math.abs(dx !== 0 ? toX - fromX : toY - fromY)
    for (let i = 0; i <= length; i += 1)
      this.join(fromX + dx * i, fromY + dy * i, (i > 0 ? behind : 0) | (i < length ? ahead : 0), role)
  }

  /** The outline of a rectangle, over what was there; what is inside stays. A dashed one joins no line. */
  box({ x, y, width, height }: Rectangle, role: Role = 'quiet', dashed = false): void {
    const right = x + width - 1
    const bottom = y + height - 1
    for (let at = x; at <= right; at += 1) for (const row of [y, bottom]) this.dot(at, row, '╌', role)
    for (let at = y; at <= bottom; at += 1) for (const column of [x, right]) this.dot(column, at, '╎', role)
    if (dashed) {
      for (const [column, row, glyph] of [
        [x, y, '╭'],
        [right, y, '╮'],
        [x, bottom, '╰'],
        [right, bottom, '╯'],
      ] as const)
        this.dot(column, row, glyph, role)
      return
    }
    this.line(x, y, right, y, role)
    this.line(x, bottom, right, bottom, role)
    this.line(x, y, x, bottom, role)
    this.line(right, y, right, bottom, role)
  }

  /** The rows as lines, each exactly as wide as the sheet, in ASCII if asked. Neighbours in one style are one span. */
  toLines(ascii = false): Line[] {
    return Array.from({ length: this.rows }, (_, y) => this.toLine(y, ascii))
  }

  private toLine(y: number, ascii: boolean): Line {
    const line: Span[] = []
    let text = ''
    let role: Role = 'text'
    let bold = false
    const close = () => {
      if (text !== '') line.push(bold ? { text, role, bold } : { text, role })
      text = ''
    }
    for (let x = 0; x < this.columns; x += 1) {
      const cell = this.cell(x, y) ?? BLANK
      // A blank looks the same in every style: it never breaks a span.
      if (cell.glyph !== ' ' && (cell.role !== role || cell.bold !== bold)) {
        if (text.trim() !== '') close()
        role = cell.role
        bold = cell.bold
      }
      // In ASCII a wide glyph is one mark in each of its two cells.
      text += ascii ? asciiGlyph(cell.glyph || '?') : cell.glyph
    }
    close()
    return line
  }

  private cell(x: number, y: number): Cell | undefined {
    return this.inside(x, y) ? this.cells[y * this.columns + x] : undefined
  }

  private inside(x: number, y: number): boolean {
    return x >= 0 && x < this.columns && y >= 0 && y < this.rows
  }

  private set(x: number, y: number, cell: Cell): void {
    if (this.inside(x, y)) this.cells[y * this.columns + x] = cell
  }

  /** Empties a cell, and the other half of a wide glyph with it. */
  private wipe(x: number, y: number): void {
    const old = this.cell(x, y)
    if (old === undefined) return
    if (old.glyph === '') this.set(x - 1, y, BLANK)
    else if (this.cell(x + 1, y)?.glyph === '') this.set(x + 1, y, BLANK)
    this.set(x, y, BLANK)
  }

  private place(x: number, y: number, width: number, cell: Cell): void {
    for (let i = 0; i < width; i += 1) this.wipe(x + i, y)
    if (!this.inside(x, y) || !this.inside(x + width - 1, y)) return
    this.set(x, y, cell)
    for (let i = 1; i < width; i += 1) this.set(x + i, y, { ...cell, glyph: '' })
  }

  private join(x: number, y: number, joints: number, role: Role): void {
    const old = this.cell(x, y)
    if (old === undefined) return
    const all = old.joints | joints
    if (old.joints === 0) this.wipe(x, y)
    // Where lines meet, the one that was there first keeps its colour: a box stays whole where a link leaves it.
    const kept = old.joints === 0 ? role : old.role
    this.set(x, y, { glyph: JOINED[all] ?? ' ', role: kept, bold: false, joints: all })
  }
}
