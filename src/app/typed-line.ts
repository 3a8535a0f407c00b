/**
 * What has been typed so far, where the cursor stands in it, and what became of the line before, told until something is
 * typed. `recalled` counts back into the lines given before, 0 being what was typed itself, which `draft` keeps meanwhile.
 */
export interface CommandLine {
  readonly text: string
  readonly cursor: number
  readonly said: string
  readonly bad: boolean
  readonly recalled: number
  readonly draft: string
}

export const EMPTY_LINE: CommandLine = { text: '', cursor: 0, said: '', bad: false, recalled: 0, draft: '' }
