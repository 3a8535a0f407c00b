import { asciiGlyph } from './ascii.ts'
import { glyphs } from './glyphs.ts'
import { isNarrow, type Line, type Role, type Span, span } from './text.ts'

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

/** A sheet, and the lines that were read from it. */
export interface Drawn {
  readonly canvas: Canvas
  readonly lines: readonly Line[]
}

/**
 * A sheet of cells to draw on, and then to read as lines, which are values. It changes in place: whoever draws has one
 * for itself, and gives away the lines alone. What lies outside is left out, whatever is drawn.
 */
export class Canvas {
  readonly columns: number
  readonly rows: number
  /** A wide glyph stands in the left one of its two cells; the right one holds the empty text. */
  private readonly glyphs: string[]
  private readonly roles: Role[]
  /** 1 where a cell is bold. */
  private readonly bolds: Uint8Array
  /** In which directions a drawn line goes on from a cell, so that lines that meet become corners and tees. */
  private readonly joints: Uint8Array

  constructor(columns: number, rows: number) {
    this.columns = Math.max(0, columns)
    this.rows = Math.max(0, rows)
    const cells = this.columns * this.rows
    this.glyphs = new Array<string>(cells).fill(' ')
    this.roles = new Array<Role>(cells).fill('text')
    this.bolds = new Uint8Array(cells)
    this.joints = new Uint8Array(cells)
  }

  /** Empties the whole sheet, to draw on it again. */
  clear(): void {
    this.glyphs.fill(' ')
    this.roles.fill('text')
    this.bolds.fill(0)
    this.joints.fill(0)
  }

  /** Writes a text from a place to the right. Wide characters take two cells, and none where only half would fit. */
  put(x: number, y: number, text: string, role: Role = 'text', bold = false): void {
    if (isNarrow(text)) {
      for (let at = 0; at < text.length; at += 1) this.dot(x + at, y, text[at] ?? ' ', role, bold)
      return
    }
    let column = x
    for (const { glyph, width } of glyphs(text)) {
      this.place(column, y, width, glyph, role, bold)
      column += width
    }
  }

  /** Draws one glyph that is known to be one column wide: the cheap way for dots and curtains. */
  dot(x: number, y: number, glyph: string, role: Role, bold = false): void {
    if (!this.inside(x, y)) return
    this.wipe(x, y)
    this.set(x, y, glyph, role, bold)
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

  /**
   * The rows as lines, each exactly as wide as the sheet, in ASCII if asked. Neighbours in one style are one span. Where
   * a row shows what it shows on another sheet of this size, that one's line is the line here, too.
   */
  toLines(ascii = false, before: Drawn | null = null): Line[] {
    return Array.from({ length: this.rows }, (_, y) => {
      const line = before?.lines[y]
      return line !== undefined && before?.canvas.showsSame(this, y) ? line : this.toLine(y, ascii)
    })
  }

  private showsSame(other: Canvas, y: number): boolean {
    const end = (y + 1) * this.columns
    for (let at = y * this.columns; at < end; at += 1) {
      if (this.glyphs[at] !== other.glyphs[at]) return false
      if (this.roles[at] !== other.roles[at] || this.bolds[at] !== other.bolds[at]) return false
    }
    return true
  }

  private toLine(y: number, ascii: boolean): Line {
    const line: Span[] = []
    let role: Role = 'text'
    let bold = false
    const end = (y + 1) * this.columns
    let from = y * this.columns
    let isBlank = true
    for (let at = from; at < end; at += 1) {
      const glyph = this.glyphs[at]
      // A blank looks the same in every style: it never breaks a span.
      if (glyph === ' ') continue
      if (this.roles[at] !== role || (this.bolds[at] === 1) !== bold) {
        if (!isBlank) {
          line.push(span(this.textOf(from, at, ascii), role, bold))
          from = at
        }
        role = this.roles[at] ?? 'text'
        bold = this.bolds[at] === 1
      }
      isBlank = false
    }
    if (from < end) line.push(span(this.textOf(from, end, ascii), role, bold))
    return line
  }

  private textOf(from: number, to: number, ascii: boolean): string {
    const glyphs = this.glyphs.slice(from, to)
    // In ASCII a wide glyph is one mark in each of its two cells.
    return (ascii ? glyphs.map(glyph => asciiGlyph(glyph || '?')) : glyphs).join('')
  }

  private inside(x: number, y: number): boolean {
    return x >= 0 && x < this.columns && y >= 0 && y < this.rows
  }

  /** Sets a cell that is inside; no line goes on from it. */
  private set(x: number, y: number, glyph: string, role: Role, bold: boolean): void {
    const at = y * this.columns + x
    this.glyphs[at] = glyph
    this.roles[at] = role
    this.bolds[at] = bold ? 1 : 0
    this.joints[at] = 0
  }

  /** Empties a cell, and the other half of a wide glyph with it. */
  private wipe(x: number, y: number): void {
    if (!this.inside(x, y)) return
    const at = y * this.columns + x
    if (this.glyphs[at] === '') this.blank(x - 1, y)
    else if (x + 1 < this.columns && this.glyphs[at + 1] === '') this.blank(x + 1, y)
    this.blank(x, y)
  }

  private blank(x: number, y: number): void {
    if (this.inside(x, y)) this.set(x, y, ' ', 'text', false)
  }

  private place(x: number, y: number, width: number, glyph: string, role: Role, bold: boolean): void {
    for (let i = 0; i < width; i += 1) this.wipe(x + i, y)
    if (!this.inside(x, y) || !this.inside(x + width - 1, y)) return
    this.set(x, y, glyph, role, bold)
    for (let i = 1; i < width; i += 1) this.set(x + i, y, '', role, bold)
  }

  private join(x: number, y: number, joints: number, role: Role): void {
    if (!this.inside(x, y)) return
    const at = y * this.columns + x
    const old = this.joints[at] ?? 0
    if (old === 0) this.wipe(x, y)
    // Where lines meet, the one that was there first keeps its colour: a box stays whole where a link leaves it.
    this.set(x, y, JOINED[old | joints] ?? ' ', old === 0 ? role : (this.roles[at] ?? role), false)
    this.joints[at] = old | joints
  }
}
