import { defineRoom } from '../../shared/contract/route.ts';
import { actOnTask } from './act-on-task.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { listTaskHistory, listTasks } from './list-tasks.ts';
import { getStatistics } from './statistics.ts';

export const tasksRoom = defineRoom({
  id: 'tasks',
  title: 'Tâches',
  routes: [getStatistics, listTasks, createTask, listTaskHistory, getTask, actOnTask],
  memoryMegabytes: 512,
  timeoutSeconds: 29,
  failureCosts:
    'The dashboard shows no tasks or figures, and nobody can pause, cancel or retry a task. Reading goes on.',
});
