import type { ApiDeps } from '../deps';
import type { Module } from '../module';
import { service } from './service';
import { session } from './session';

/** Every route of the API with its handler. */
export const modulesOf = (deps: ApiDeps): Module[] => [service(deps), session(deps)];
