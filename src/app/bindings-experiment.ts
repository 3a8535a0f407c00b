import { type Binding, EXPERIMENT } from './place.ts'

/** The keys of an experiment. */
export const EXPERIMENT_KEYS: readonly Binding[] = [
  { keys: ['enter'], command: 'on', says: 'on', help: 'start, then to the end at once', places: ['playing'] },
  { keys: ['enter'], command: 'on', says: 'on', help: 'on to what comes next', places: ['played'] },
  { keys: ['up', 'down'], command: 'up', says: 'dial', help: 'choose a dial', places: ['dials'] },
  {
    keys: ['right'],
    command: 'turn-up',
    says: 'turn',
    help: 'turn the dial on (← turns it back)',
    places: ['dials'],
  },
  { keys: ['left'], command: 'turn-down', says: 'turn back', places: ['dials'], onlyHelp: true },
  { keys: ['m'], command: 'remedy', says: 'remedy', help: 'with the remedy, or without', places: ['dials'] },
  { keys: ['enter'], command: 'on', says: 'done', help: 'on with the lesson', places: ['dials'] },
  { keys: ['space'], command: 'play', says: 'play', help: 'play the run and pause', places: EXPERIMENT },
  {
    keys: ['right', '.'],
    command: 'step-forward',
    says: 'step',
    help: 'one line of the tape on (← one back)',
    places: ['playing', 'played'],
  },
  { keys: ['.'], command: 'step-forward', says: 'step', places: ['dials'], onlyHelp: true },
  {
    keys: ['left', ','],
    command: 'step-back',
    says: 'step back',
    places: ['playing', 'played'],
    onlyHelp: true,
  },
  { keys: [','], command: 'step-back', says: 'step back', places: ['dials'], onlyHelp: true },
  {
    keys: ['p'],
    command: 'jump-back',
    says: 'story',
    help: 'back to the turn of the story before, then to the start',
    places: ['playing', 'played'],
  },
  { keys: ['p'], command: 'jump-back', says: 'story', places: ['dials'], onlyHelp: true },
  {
    keys: ['n'],
    command: 'jump-forward',
    says: 'next',
    help: 'on to the next turn of the story, then to the end',
    places: EXPERIMENT,
    onlyHelp: true,
  },
  {
    keys: ['e'],
    command: 'another-seed',
    says: 'seed',
    help: 'the same with another seed',
    places: ['dials'],
  },
  { keys: ['b'], command: 'back', says: 'back', help: 'back to the run before', places: EXPERIMENT },
]
