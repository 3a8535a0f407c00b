import type { PracticeScreen } from './practice-state.ts'

/** Where to go when what was opened is left: the page or the case that opened it, or nowhere when it is all there is. */
export type LabReturn = { readonly lesson: string; readonly page: number } | PracticeScreen | null
