/** Who calls, and whether they may. Two steps, since between them the request is counted, admitted or not. */
import { AppError, toAppError } from '../contract/app-error.ts';
import type { Authenticator } from '../contract/identity.ts';
import { type HttpMiddleware, stateOf } from './request-state.ts';

/** Finds out who calls a route that is not public. */
export function identifying(authenticator: () => Authenticator): HttpMiddleware {
  return {
    before: async (request) => {
      const state = stateOf(request.event);
      const access = state.route?.access;
      if (access === undefined || access === 'public') return;
      try {
        state.caller = await authenticator().authenticate(request.event.headers);
      } catch (error) {
        state.failedSignIn = { error, isRefused: toAppError(error).code === 'unauthorized' };
      }
    },
  };
}

/** @throws AppError `not_found` for no route, `unauthorized`, `forbidden`; else what kept us from finding out who calls. */
export function admitting(): HttpMiddleware {
  return {
    before: (request) => {
      const { route, caller, failedSignIn } = stateOf(request.event);
      if (!route) throw new AppError('not_found');
      if (failedSignIn) throw failedSignIn.error;
      if (caller && !route.access.includes(caller.role)) throw new AppError('forbidden');
    },
  };
}
