/** Where to go when what a page opened is left: that page, or nowhere when it is all there is. */
export type LabReturn = { readonly lesson: string; readonly page: number } | null
