import type { History, OperationName } from '../model/operation.ts'
import { accountSpec } from './models/account.ts'
import { casRegisterSpec, registerSpec } from './models/register.ts'
import { setSpec } from './models/set.ts'
import type { ModelName, SequentialSpec } from './spec.ts'

const SPECS: { readonly [name in ModelName]: () => SequentialSpec<unknown, OperationName> } = {
  register: registerSpec,
  'cas-register': casRegisterSpec,
  account: accountSpec,
  set: setSpec,
}

/** A fresh specification by its name. States of two of them are not to be mixed. */
export function modelFor(name: ModelName): SequentialSpec<unknown, OperationName> {
  return SPECS[name]()
}

/** The model that a history was most likely made for, from the operations in it. */
export function inferModel(history: History): ModelName {
  const seen = new Set(history.map(event => event.f))
  if (seen.has('withdraw') || seen.has('deposit')) return 'account'
  if (seen.has('add') || seen.has('remove')) return 'set'
  return seen.has('cas') ? 'cas-register' : 'register'
}
