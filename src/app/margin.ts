/** Columns left free on either side of the text. By itself, so that what Ink draws needs no more of the app than this. */
export const MARGIN = 2
