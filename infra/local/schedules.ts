import { randomUUID } from 'node:crypto';
import type { LocalFunctions } from './functions.ts';
import { readSchedule } from './schedule-times.ts';
import { ACCOUNT_ID, type LocalModel, type LocalResource, REGION } from './template.ts';

interface Target {
  Arn?: string;
  Input?: string;
}

/** Runs what the template schedules, while the runtime runs; what was due before is not made up for. */
export class Schedules {
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(model: LocalModel, functions: LocalFunctions, log: (line: string) => void) {
    for (const schedule of model.ofType('AWS::Scheduler::Schedule', 'AWS::Events::Rule')) {
      const { properties } = schedule;
      const expression = properties.ScheduleExpression;
      if (typeof expression !== 'string' || properties.State === 'DISABLED') continue;
      const targets = (
        schedule.type === 'AWS::Events::Rule' ? properties.Targets : [properties.Target]
      ) as Target[];
      const time = readSchedule(expression);
      if (!time) {
        log(`The schedule ${schedule.name} is not run here: ${expression} is not understood.`);
        continue;
      }
      const run = () => {
        for (const target of targets) {
          const json = target.Input ?? JSON.stringify(scheduledEvent(schedule));
          void functions.invoke(String(target.Arn), { json }).then((outcome) => {
            if ('error' in outcome)
              log(`The schedule ${schedule.name} failed: ${outcome.error.errorMessage}`);
          });
        }
      };
      if ('everyMilliseconds' in time) this.#every(time.everyMilliseconds, run);
      else this.#inMinutes(time.isDue, run);
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  #every(milliseconds: number, run: () => void): void {
    // Timers hold at most 24 days; counting in hours goes beyond.
    const tick = Math.min(milliseconds, 3_600_000);
    let left = milliseconds;
    const timer = setInterval(() => {
      left -= tick;
      if (left > 0) return;
      left = milliseconds;
      run();
    }, tick);
    this.#timers.push(timer.unref());
  }

  #inMinutes(isDue: (minute: Date) => boolean, run: () => void): void {
    let last = Math.floor(Date.now() / 60_000);
    const timer = setInterval(() => {
      const minute = Math.floor(Date.now() / 60_000);
      // A machine that slept does not make up for hours of missed minutes.
      for (let next = Math.max(last + 1, minute - 1); next <= minute; next++)
        if (isDue(new Date(next * 60_000))) run();
      last = minute;
    }, 1000);
    this.#timers.push(timer.unref());
  }
}

function scheduledEvent(schedule: LocalResource): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: schedule.type === 'AWS::Events::Rule' ? 'aws.events' : 'aws.scheduler',
    account: ACCOUNT_ID,
    time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    region: REGION,
    resources: [schedule.arn],
    detail: schedule.type === 'AWS::Events::Rule' ? {} : '{}',
  };
}
