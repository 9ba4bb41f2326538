/** Turns a function's factories into its services, each made once and only when first asked for. */
import type { ServiceName, Services } from './contract/services.ts';

/** Exactly the implementations that a room, consumer or schedule declares: one too few or too many does not compile. */
export type Factories<U extends ServiceName> = { [K in U]: () => Services[K] };

export function lazyServices<U extends ServiceName>(factories: Factories<U>): Pick<Services, U> {
  const services = {} as Pick<Services, U>;
  for (const name of Object.keys(factories) as U[]) {
    let made: Services[U] | undefined;
    Object.defineProperty(services, name, {
      enumerable: true,
      get: () => {
        made ??= factories[name]();
        return made;
      },
    });
  }
  return services;
}

/** Those of `services` that one handler declares, so that it cannot reach for a neighbour's. */
export function onlyDeclared<U extends ServiceName>(
  services: Pick<Services, U>,
  uses: readonly U[],
): Pick<Services, U> {
  const picked = {} as Pick<Services, U>;
  for (const name of uses) {
    Object.defineProperty(picked, name, { enumerable: true, get: () => services[name] });
  }
  return picked;
}
